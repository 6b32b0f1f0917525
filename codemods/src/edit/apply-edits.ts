/**
 * Changes a text by ranges; what no edit touches stays as it is, to the byte.
 *
 * 1. Edits never overlap: two that do are an error of a transform. Equal edits count once.
 * 2. Insertions at one place keep the order in which they were given, before a replacement that starts there.
 * 3. Line ends in inserted text become those of the file.
 */
import type { Edit } from '../model/finding';

export class OverlappingEditsError extends Error {
  override readonly name = 'OverlappingEditsError';
}

/** The text after the edits. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const lineEnd = lineEndOf(text);
  let position = 0;
  const parts: string[] = [];
  for (const edit of inOrder(text, edits)) {
    parts.push(text.slice(position, edit.start), edit.text.replace(/\r?\n/g, lineEnd));
    position = edit.end;
  }
  return parts.join('') + text.slice(position);
}

/** The line end that most lines of the text have. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const windows = text.split('\r\n').length - 1;
  const all = text.split('\n').length - 1;
  return windows > all - windows ? '\r\n' : '\n';
}

/** Edits that change something, by place, each once. */
export function inOrder(text: string, edits: readonly Edit[]): Edit[] {
  const once = new Map(edits.map((edit) => [`${edit.start},${edit.end},${edit.text}`, edit]));
  const ordered = [...once.values()]
    .filter((edit) => text.slice(edit.start, edit.end) !== edit.text)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  ordered.forEach((edit, index) => check(text, edit, ordered[index - 1]));
  return ordered;
}

function check(text: string, edit: Edit, before: Edit | undefined): void {
  const inside = edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length;
  if (!inside) throw new OverlappingEditsError(`an edit reaches out of the text: ${edit.start} to ${edit.end}`);
  if (before && before.end > edit.start) {
    throw new OverlappingEditsError(`edits overlap: ${before.start} to ${before.end} and ${edit.start} to ${edit.end}`);
  }
}
