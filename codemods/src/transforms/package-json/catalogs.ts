/** Catalogs of pnpm (pnpm-workspace.yaml) and of yarn (.yarnrc.yml): ranges that the packages of a workspace share. */
import { isMap, isScalar, parseDocument, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { Edit, Finding } from '../../model/finding';
import type { ProjectFacts } from '../../model/project-facts';
import type { TextFile } from '../../model/transform';
import { COMMON_RANGE, fateOf, isPinOfCommon } from './dependencies';

export function migrateCatalogs({ text }: TextFile, facts: ProjectFacts): Finding[] {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return [];
  const catalogs = [contents.get('catalog', true), ...mapsIn(contents.get('catalogs', true))];
  return [
    ...catalogs.flatMap((catalog) => (isMap(catalog) ? ofCatalog(text, catalog, facts) : [])),
    ...ofOverrides(text, contents.get('overrides', true)),
    ...ofBuilds(contents),
  ];
}

function mapsIn(node: unknown): unknown[] {
  return isMap(node) ? node.items.map((pair) => pair.value) : [];
}

function ofCatalog(text: string, catalog: YAMLMap, facts: ProjectFacts): Finding[] {
  const names = new Set(catalog.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')));
  return catalog.items.flatMap(({ key, value }: Pair) => {
    if (!isScalar(key) || !isScalar(value) || !key.range) return [];
    const range = String(value.value);
    const fate = fateOf(String(key.value), range, facts);
    if (fate === undefined) return [];
    const { name, range: wanted, ...rest } = fate;
    const edits: Edit[] = [];
    if (name !== undefined && !names.has(name)) edits.push(write(text, key, name));
    if (wanted !== undefined && wanted !== range && !names.has(name ?? '')) edits.push(write(text, value, wanted));
    return [{ transform: 'package-json', at: key.range[0], ...rest, edits }];
  });
}

/** Keeps the quotes of a scalar; gives some to a name that needs them. */
function write(text: string, { range }: Scalar, value: string): Edit {
  const [start, end] = range ?? [0, 0];
  const old = text.slice(start, end);
  const quote = /^["']/.exec(old)?.[0] ?? (value.startsWith('@') ? "'" : '');
  return { start, end, text: `${quote}${value}${quote}` };
}

function ofOverrides(text: string, overrides: unknown): Finding[] {
  return (isMap(overrides) ? overrides.items : []).flatMap(({ key, value }: Pair) => {
    if (!isScalar(key) || !isScalar(value) || !isPinOfCommon(String(key.value), String(value.value))) return [];
    const message = `${String(key.value)} is pinned to ${COMMON_RANGE}: Perdure runs beside that version`;
    const edits = [write(text, value, COMMON_RANGE)];
    return [{ transform: 'package-json', class: 'direct-swap', at: key.range?.[0] ?? 0, message, edits }];
  });
}

/** pnpm's list of packages whose install scripts may run: the native core of Temporal's worker is often one. */
function ofBuilds(contents: YAMLMap): Finding[] {
  const list = contents.get('onlyBuiltDependencies', true);
  const items = list !== null && typeof list === 'object' && 'items' in list ? (list.items as unknown[]) : [];
  return items.flatMap((item) => {
    if (!isScalar(item) || !String(item.value).startsWith('@temporalio/')) return [];
    const message = `${String(item.value)} is built no more: there is no native code`;
    return [{ transform: 'package-json', class: 'simplification', at: item.range?.[0] ?? 0, message, edits: [] }];
  });
}
