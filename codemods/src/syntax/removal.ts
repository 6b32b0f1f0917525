/** Edits that take something out of a list, with its comma and, where it stood alone, its line. */
import { type ts } from 'ts-morph';
import type { Edit } from '../model/finding';
import { lineStart } from '../edit/lines';

/**
 * Removes elements of one comma separated list: members of an object literal, arguments, import specifiers. Comments on the
 * lines of an element go with it; those above it stay.
 */
export function removeFromList(text: string, list: ts.NodeArray<ts.Node>, gone: readonly ts.Node[]): Edit[] {
  if (gone.length === 0) return [];
  if (gone.length === list.length) return [removeAll(text, list)];
  return list.flatMap((node, index) => (gone.includes(node) ? [removeOne(text, list, index, gone)] : []));
}

function removeAll(text: string, list: ts.NodeArray<ts.Node>): Edit {
  const last = list.at(-1)?.getEnd() ?? list.pos;
  const comma = afterComma(text, last);
  const closing = /^\s*/.exec(text.slice(comma))?.[0].length ?? 0;
  return { start: list.pos, end: comma + closing, text: '' };
}

function removeOne(text: string, list: ts.NodeArray<ts.Node>, index: number, gone: readonly ts.Node[]): Edit {
  const node = list[index] as ts.Node;
  const start = node.getStart();
  const end = afterComma(text, node.getEnd());
  const onward = restOfLine(text, end);
  const line = lineStart(text, start);
  if (text.slice(line, start).trim() === '' && onward !== undefined) return { start: line, end: onward, text: '' };
  if (index === list.length - 1 || list.slice(index + 1).every((next) => gone.includes(next))) {
    const kept = list
      .slice(0, index)
      .filter((one) => !gone.includes(one))
      .at(-1);
    const from = list[index - 1] && gone.includes(list[index - 1] as ts.Node) ? start : (kept?.getEnd() ?? start);
    return { start: from, end: index === list.length - 1 ? node.getEnd() : end + spaces(text, end), text: '' };
  }
  return { start, end: end + spaces(text, end), text: '' };
}

function afterComma(text: string, end: number): number {
  const comma = /^\s*,/.exec(text.slice(end));
  return comma ? end + comma[0].length : end;
}

/** Start of the next line when nothing but a comment stands behind. */
function restOfLine(text: string, end: number): number | undefined {
  const rest = /^[ \t]*(\/\/[^\n]*)?\r?\n/.exec(text.slice(end));
  return rest ? end + rest[0].length : undefined;
}

function spaces(text: string, at: number): number {
  return /^[ \t]*/.exec(text.slice(at))?.[0].length ?? 0;
}
