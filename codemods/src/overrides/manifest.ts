/** package.json: direct dependencies, and in the root of a workspace the overrides. */
import type { Node } from 'jsonc-parser';
import type { Edit, Finding } from '../model/finding';
import { findingOf } from '../model/finding-of';
import type { PackageManager, ProjectFacts } from '../model/project-facts';
import type { TextFile } from '../model/transform';
import { insertAfter, type Property, propertiesOf, property, readJson, setString } from '../syntax/json-tree';
import { KEPT } from '../syntax/packages';
import { setEntries } from './entries';
import { isSwapped, OVERRIDDEN, specFor } from './specs';

/** Peer dependencies stay: the alias packages have Temporal's version numbers, so their ranges hold. */
const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** Where each manager reads overrides, and whether it knows `$name` for "as the direct dependency". */
const FIELDS: { readonly [manager in PackageManager]: { path: readonly string[]; knowsDirect: boolean } } = {
  npm: { path: ['overrides'], knowsDirect: true },
  pnpm: { path: ['pnpm', 'overrides'], knowsDirect: true },
  yarn: { path: ['resolutions'], knowsDirect: false },
};

const DOC = 'docs/three-ways-to-swap.md';
const found = findingOf('overrides');

export function overrideInManifest(file: TextFile, facts: ProjectFacts): Finding[] {
  const root = readJson(file.text);
  if (root?.type !== 'object') return [];
  const direct = SECTIONS.flatMap((key) => propertiesOf(property(root, key)?.value));
  const common = addCommon(file.text, direct);
  const findings = [...direct.flatMap(ofDependency), ...common];
  if (file.path !== 'package.json') return findings;
  const names = new Set([...direct.map(({ key }) => key), ...(common.length > 0 ? [KEPT] : [])]);
  return [...findings, ...inRoot(file.text, root, names, facts)];
}

function ofDependency({ key, value }: Property): Finding[] {
  const spec = typeof value.value === 'string' ? specFor(key, value.value) : undefined;
  if (spec === undefined) return [];
  return [found(value.offset, 'direct-swap', `${key} becomes ${spec}`, { doc: DOC, edits: [setString(value, spec)] })];
}

/** Ours ask for it as a peer, and yarn installs no peers by itself. */
function addCommon(text: string, direct: readonly Property[]): Finding[] {
  const first = direct.find(({ key }) => isSwapped(key));
  if (first === undefined || direct.some(({ key }) => key === KEPT)) return [];
  const spec = OVERRIDDEN.get(KEPT) ?? '';
  const edits = [insertAfter(text, first, KEPT, spec)];
  return [found(first.node.offset, 'direct-swap', `${KEPT} is needed at ${spec}`, { doc: DOC, edits })];
}

function inRoot(text: string, root: Node, direct: ReadonlySet<string>, { packageManager }: ProjectFacts): Finding[] {
  const { path, knowsDirect } = FIELDS[packageManager];
  const entries = new Map(
    [...OVERRIDDEN].map(([name, spec]) => [name, knowsDirect && direct.has(name) ? `$${name}` : spec] as const),
  );
  const edits: Edit[] = setEntries(text, root, path, entries);
  if (edits.length === 0) return [];
  const message = `${path.join('.')} leads Temporal's packages to Perdure, for libraries too`;
  return [found(root.offset, 'operational-change', message, { doc: DOC, edits })];
}
