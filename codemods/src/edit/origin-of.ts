import type { Edit } from '../model/finding';
import { inOrder, lineEndOf } from './apply-edits';

/** Where a place of the edited text was before the edits. A place inside of new text is where that text was put. */
export function originOf(text: string, edits: readonly Edit[], position: number): number {
  const extra = lineEndOf(text).length - 1;
  let shift = 0;
  for (const edit of inOrder(text, edits)) {
    const length = edit.text.length + extra * (edit.text.split('\n').length - 1);
    if (position < edit.start + shift) break;
    if (position < edit.start + shift + length) return edit.start;
    shift += length - (edit.end - edit.start);
  }
  return position - shift;
}
