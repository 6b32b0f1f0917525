/** Sets several entries of an object in a JSON text, at a path that need not be there yet. */
import type { Node } from 'jsonc-parser';
import type { Edit } from '../model/finding';
import { propertiesOf, property, setString } from '../syntax/json-tree';

type Entries = ReadonlyMap<string, string>;

export function setEntries(text: string, root: Node, path: readonly string[], entries: Entries): Edit[] {
  const [key, ...rest] = path;
  if (key === undefined) return setInObject(text, root, entries);
  const child = property(root, key)?.value;
  if (child?.type === 'object') return setEntries(text, child, rest, entries);
  if (child !== undefined) return [];
  return [append(text, root, [[key, nested(rest, entries)]])];
}

const nested = (path: readonly string[], entries: Entries): object =>
  path.reduceRight<object>((inner, key) => ({ [key]: inner }), Object.fromEntries(entries));

/** An entry that is an object (an override for one parent) is a decision of somebody: it stays. */
function setInObject(text: string, object: Node, entries: Entries): Edit[] {
  const there = new Map(propertiesOf(object).map(({ key, value }) => [key, value]));
  const changed = [...entries].flatMap(([key, wanted]) => {
    const value = there.get(key);
    return value?.type === 'string' && value.value !== wanted ? [setString(value, wanted)] : [];
  });
  const missing = [...entries].filter(([key]) => !there.has(key));
  return missing.length === 0 ? changed : [...changed, append(text, object, missing)];
}

/** Puts properties behind the last one of an object, in the style of the text. */
function append(text: string, object: Node, properties: readonly (readonly [string, unknown])[]): Edit {
  const { unit, eol } = styleOf(text);
  const last = propertiesOf(object).at(-1)?.node;
  if (last !== undefined && !text.slice(object.offset, last.offset).includes('\n')) return inline(last, properties);
  const outer = /[ \t]*/.exec(lineAt(text, object.offset))?.[0] ?? '';
  const inner = outer + unit;
  const lines = properties.map(([key, value]) => {
    const json = JSON.stringify(value, null, unit).replaceAll('\n', `\n${inner}`);
    return `${inner}${JSON.stringify(key)}: ${json}`;
  });
  const block = lines.join(',\n').replaceAll('\n', eol);
  if (last === undefined) {
    return { start: object.offset, end: object.offset + object.length, text: `{${eol}${block}${eol}${outer}}` };
  }
  const end = last.offset + last.length;
  return { start: end, end, text: `,${eol}${block}` };
}

function inline(last: Node, properties: readonly (readonly [string, unknown])[]): Edit {
  const end = last.offset + last.length;
  const added = properties.map(([key, value]) => `, ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return { start: end, end, text: added.join('') };
}

function styleOf(text: string): { unit: string; eol: string } {
  return { unit: /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ', eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

const lineAt = (text: string, offset: number): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1);
