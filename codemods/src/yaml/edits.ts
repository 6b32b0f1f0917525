/** Edits of YAML by ranges: scalars keep their quotes, entries go with their lines and comments. */
import type { Node, Scalar } from 'yaml';
import { lineStart } from '../edit/lines';
import type { Edit } from '../model/finding';
import { type Collection, type Entry, entriesOf, isCollection, itemsOf, startOf } from './nodes';

/** Replaces the text of a scalar within its quotes. */
export function setScalar(text: string, scalar: Scalar, value: string): Edit {
  const [start, end] = scalar.range ?? [0, 0];
  const isQuoted = /^["']/.test(text.slice(start, end));
  return isQuoted ? { start: start + 1, end: end - 1, text: value } : { start, end, text: value };
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The lines of an entry of a block map, with comments that are indented below it. */
export function linesOf(text: string, { key, value }: Entry): Range {
  const start = lineStart(text, startOf(key));
  const content = text.slice(0, value ? endOf(value) : (key.range?.[1] ?? start)).trimEnd().length;
  const indent = startOf(key) - start;
  return { start, end: pastComments(text, nextLine(text, content), indent) };
}

/** `range` with the comment right above it, indented as it is; and without a double blank line. */
export function withComment(text: string, range: Range): Range {
  const indent = indentAt(text, range.start);
  let { start } = range;
  while (start > 0 && isCommentLine(lineAbove(text, start), indent)) start = lineStart(text, start - 1);
  return { start, end: pastBlank(text, start, range.end) };
}

function isCommentLine(line: string, indent: string): boolean {
  return line.startsWith(`${indent}#`);
}

function indentAt(text: string, line: number): string {
  return /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
}

function lineAbove(text: string, start: number): string {
  return text.slice(lineStart(text, start - 1), start).replace(/\r?\n$/, '');
}

/** Blank lines below what goes stay only when there is something above to keep apart from. */
function pastBlank(text: string, start: number, end: number): number {
  const isFirst = start > 0 && /^[^#]*:[ \t]*(#.*)?$|^\s*$/.test(lineAbove(text, start));
  const blank = /^([ \t]*\r?\n)+/.exec(text.slice(end));
  return isFirst && blank ? end + blank[0].length : end;
}

/** Takes entries or items out of a collection of either style. */
export function removeFrom(text: string, collection: Collection, gone: (node: Node, name: string) => boolean): Edit[] {
  const all = partsOf(collection);
  const going = all.filter(({ node, name }) => gone(node, name));
  if (going.length === 0) return [];
  return collection.flow ? removeFromFlow(all, going) : going.map((part) => ({ ...blockRange(text, part), text: '' }));
}

interface Part {
  readonly node: Node;
  readonly name: string;
  readonly entry?: Entry;
}

function partsOf(collection: Collection): Part[] {
  const entries = entriesOf(collection).map((entry) => ({ node: entry.key, name: entry.name, entry }));
  return [...entries, ...itemsOf(collection).map((node) => ({ node, name: '' }))];
}

function blockRange(text: string, { node, entry }: Part): Range {
  if (entry) return linesOf(text, entry);
  const end = nextLine(text, text.slice(0, endOf(node)).trimEnd().length);
  return { start: lineStart(text, startOf(node)), end };
}

/** `[a, b, c]`: each goes with the comma behind it, the last ones with the comma before them. */
function removeFromFlow(all: readonly Part[], going: readonly Part[]): Edit[] {
  const last = all.findIndex((_, index) => all.slice(index).every((part) => going.includes(part)));
  const inner = all.slice(0, last === -1 ? undefined : last).filter((part) => going.includes(part));
  const edits = inner.map((part) => {
    const next = all[all.indexOf(part) + 1] as Part;
    return { start: startOf(part.node), end: startOf(next.node), text: '' };
  });
  if (last === -1) return edits;
  const before = all[last - 1];
  const start = before ? partEnd(before) : startOf((all[0] as Part).node);
  return [...edits, { start, end: partEnd(all.at(-1) as Part), text: '' }];
}

function partEnd({ node, entry }: Part): number {
  return endOf(entry?.value ?? node);
}

/** Where the content of a node ends. */
export function endOf(node: Node): number {
  if (isCollection(node) && !node.flow) {
    const last = entriesOf(node).at(-1);
    const value = last ? (last.value ?? last.key) : itemsOf(node).at(-1);
    return value ? endOf(value) : (node.range?.[1] ?? 0);
  }
  return node.range?.[1] ?? 0;
}

export function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** Past comment lines that are indented deeper, or hold something that was. */
function pastComments(text: string, at: number, indent: number): number {
  const [line] = /^[ \t]*#[^\n]*(\n|$)/.exec(text.slice(at)) ?? [];
  if (line === undefined || line === '') return at;
  const depth = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const isInside = depth > indent || (depth === indent && /^[ \t]*# {2,}\S/.test(line));
  return isInside ? pastComments(text, at + line.length, indent) : at;
}
