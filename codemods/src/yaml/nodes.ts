/** Reading YAML: maps and lists with their places. */
import {
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

export interface Entry {
  readonly name: string;
  readonly key: Scalar;
  readonly value: Node | null;
}

/** The top maps of the documents of a text; those that cannot be read are left out. */
export function documentMaps(text: string): YAMLMap[] {
  const documents = parseAllDocuments(text, { keepSourceTokens: true });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap(({ contents, errors }) => (errors.length === 0 && isMap(contents) ? [contents] : []));
}

export function entriesOf(node: unknown): Entry[] {
  if (!isMap(node)) return [];
  return node.items.flatMap((pair: Pair) => {
    if (!isScalar(pair.key)) return [];
    return [{ name: String(pair.key.value), key: pair.key, value: (pair.value as Node | null) ?? null }];
  });
}

export function entryOf(node: unknown, name: string): Entry | undefined {
  return entriesOf(node).find((entry) => entry.name === name);
}

/** The value at a path of names. */
export function valueAt(node: unknown, ...path: readonly string[]): Node | null | undefined {
  let value: unknown = node;
  for (const name of path) value = entryOf(value, name)?.value;
  return value as Node | null | undefined;
}

export function itemsOf(node: unknown): Node[] {
  return isSeq(node) ? (node.items as Node[]) : [];
}

/** The text of a scalar; numbers and flags as they read. */
export function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
}

/** All scalars below a node. */
export function scalarsIn(node: unknown): Scalar[] {
  if (isScalar(node)) return [node];
  return [...entriesOf(node).flatMap(({ value }) => scalarsIn(value)), ...itemsOf(node).flatMap(scalarsIn)];
}

export type Collection = YAMLMap | YAMLSeq;

export function isCollection(node: unknown): node is Collection {
  return isMap(node) || isSeq(node);
}

export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
