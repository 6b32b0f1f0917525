/** Reading JSON with places, for edits that keep its format. */
import { type Node, parseTree } from 'jsonc-parser';
import type { Edit } from '../model/finding';

export interface Property {
  readonly key: string;
  /** Names of the objects around it, outermost first. */
  readonly path: readonly string[];
  readonly value: Node;
  /** The whole of it, with its key. */
  readonly node: Node;
}

/** The root of a JSON text, comments and trailing commas allowed; undefined where it is no JSON. */
export function readJson(text: string): Node | undefined {
  return parseTree(text, [], { allowTrailingComma: true });
}

/** Properties of an object; none where it is not an object. */
export function propertiesOf(object: Node | undefined, path: readonly string[] = []): Property[] {
  if (object?.type !== 'object') return [];
  return (object.children ?? []).flatMap((node) => {
    const [key, value] = node.children ?? [];
    return key && value ? [{ key: String(key.value), path, value, node }] : [];
  });
}

export function property(object: Node | undefined, key: string): Property | undefined {
  return propertiesOf(object).find((one) => one.key === key);
}

/** Every string below a node, keys of objects too. */
export function stringsIn(node: Node): Node[] {
  const below = (node.children ?? []).flatMap(stringsIn);
  return node.type === 'string' ? [node, ...below] : below;
}

/** Replaces the text of a string or of a key, without its quotes. */
export function setString(node: Node, text: string): Edit {
  return { start: node.offset + 1, end: node.offset + node.length - 1, text: JSON.stringify(text).slice(1, -1) };
}

export function keyNode({ node }: Property): Node {
  return node.children?.[0] ?? node;
}

/** Puts a property after another one, with the same white space before it. */
export function insertAfter(text: string, { node }: Property, key: string, value: string): Edit {
  const space = /[\s]*$/.exec(text.slice(0, node.offset))?.[0] ?? '';
  const end = node.offset + node.length;
  return { start: end, end, text: `,${space}${JSON.stringify(key)}: ${JSON.stringify(value)}` };
}

/** Takes a property out, with the comma that becomes one too many. */
export function remove(text: string, { node }: Property): Edit {
  const end = node.offset + node.length;
  const after = /^\s*,/.exec(text.slice(end))?.[0].length;
  const space = /\s*$/.exec(text.slice(0, node.offset))?.[0].length ?? 0;
  if (after !== undefined) return { start: node.offset - space, end: end + after, text: '' };
  const before = /,?\s*$/.exec(text.slice(0, node.offset))?.[0].length ?? 0;
  return { start: node.offset - before, end, text: '' };
}
