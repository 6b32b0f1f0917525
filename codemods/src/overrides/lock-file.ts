/**
 * package-lock.json: npm keeps a locked package of the same version, whatever its direct dependency and its override say now
 * (measured with npm 11), and goes on with the real client without a word. So the real packages are taken out of the lock,
 * and the next `npm install` locks ours.
 */
import type { Edit, Finding } from '../model/finding';
import { findingOf } from '../model/finding-of';
import type { TextFile } from '../model/transform';
import { type Property, propertiesOf, property, readJson } from '../syntax/json-tree';
import { SWAPPED } from '../syntax/packages';

const found = findingOf('overrides');
const REAL = new RegExp(`(^|/)node_modules/@temporalio/(${SWAPPED.join('|')})(/|$)`);

export function unlock({ text }: TextFile): Finding[] {
  const packages = property(readJson(text), 'packages');
  if (packages === undefined) return [];
  const locked = propertiesOf(packages.value);
  const aliases = locked.filter(isAlias).map(({ key }) => key);
  const isReal = ({ key }: Property) => REAL.test(key) && !aliases.some((alias) => `${key}/`.startsWith(`${alias}/`));
  const edits = removeAll(locked, isReal);
  if (edits.length === 0) return [];
  const message = "Temporal's packages are locked no more: run `npm install` to lock those that stand for them";
  return [found(packages.node.offset, 'operational-change', message, { doc: 'docs/three-ways-to-swap.md', edits })];
}

function isAlias({ value }: Property): boolean {
  return String(property(value, 'name')?.value.value).startsWith('@perdure/alias-');
}

/** Takes properties out, in runs, so that the commas between the others stay right. */
function removeAll(properties: readonly Property[], isGone: (one: Property) => boolean): Edit[] {
  return properties.flatMap((one, i) => {
    const before = properties[i - 1];
    if (!isGone(one) || (before !== undefined && isGone(before))) return [];
    const next = properties.slice(i).find((other) => !isGone(other));
    if (next !== undefined) return [{ start: one.node.offset, end: next.node.offset, text: '' }];
    const last = properties.at(-1) ?? one;
    const start = before === undefined ? one.node.offset : endOf(before);
    return [{ start, end: endOf(last), text: '' }];
  });
}

const endOf = ({ node }: Property): number => node.offset + node.length;
