/** package.json: dependencies, scripts, and other places that name a package. */
import { posix } from 'node:path';
import type { Node } from 'jsonc-parser';
import type { Edit, Finding } from '../../model/finding';
import type { ProjectFacts } from '../../model/project-facts';
import type { TextFile } from '../../model/transform';
import {
  insertAfter,
  keyNode,
  type Property,
  propertiesOf,
  property,
  readJson,
  remove,
  setString,
  stringsIn,
} from '../../syntax/json-tree';
import { counterpartOf, KEPT } from '../../syntax/packages';
import { COMMON_RANGE, fateOf, isPinOfCommon } from './dependencies';
import { migrateScript } from './scripts';

const NAME = 'package-json';
const SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
const PINS = ['overrides', 'resolutions', 'pnpm'];
const DOC = 'docs/migrating.md';

export function migrateManifest(file: TextFile, facts: ProjectFacts): Finding[] {
  const root = readJson(file.text);
  const sections = SECTIONS.flatMap((key) => property(root, key) ?? []);
  const catalogs = catalogsOf(root);
  return [
    ...[...sections, ...catalogs].flatMap(({ value }) => ofSection(file.text, value, facts)),
    ...addedCommon(file, sections, facts),
    ...propertiesOf(property(root, 'peerDependenciesMeta')?.value).flatMap((one) => renamed(file.text, one)),
    ...propertiesOf(property(root, 'scripts')?.value).flatMap(ofScript),
    ...PINS.flatMap((key) => ofPins(property(root, key), rangesOf(sections))),
    ...propertiesOf(root).flatMap(ofOther),
  ];
}

/** `workspaces.catalog` and `workspaces.catalogs.*`. */
function catalogsOf(root: Node | undefined): Property[] {
  const workspaces = property(root, 'workspaces')?.value;
  const named = propertiesOf(property(workspaces, 'catalogs')?.value);
  return [property(workspaces, 'catalog') ?? [], named].flat();
}

function ofSection(text: string, section: Node, facts: ProjectFacts): Finding[] {
  return propertiesOf(section).flatMap((one) => {
    const range = typeof one.value.value === 'string' ? one.value.value : '';
    const fate = fateOf(one.key, range, facts);
    if (fate === undefined) return [];
    const { name, range: wanted, ...rest } = fate;
    const edits = renameEdits(text, section, one, name);
    const known = edits.length > 0 && name !== undefined && property(section, name) !== undefined;
    if (wanted !== undefined && wanted !== range && !known) edits.push(setString(one.value, wanted));
    return [{ transform: NAME, at: one.node.offset, ...rest, edits }];
  });
}

function renameEdits(text: string, section: Node, one: Property, name: string | undefined): Edit[] {
  if (name === undefined) return [];
  return property(section, name) ? [remove(text, one)] : [setString(keyNode(one), name)];
}

function renamed(text: string, one: Property): Finding[] {
  const counterpart = counterpartOf(one.key);
  if (counterpart?.kind !== 'swapped') return [];
  const message = `${one.key} becomes ${counterpart.name}`;
  return [found('direct-swap', one.node.offset, message, [setString(keyNode(one), counterpart.name)])];
}

/** Perdure's packages run beside the real @temporalio/common, which must be there once, and under its own name. */
function addedCommon({ path, text }: TextFile, sections: readonly Property[], facts: ProjectFacts): Finding[] {
  if (sections.some(({ value }) => property(value, KEPT))) return [];
  for (const { key, value } of sections) {
    const ours = propertiesOf(value).filter((one) => isOurs(one.key, facts) && !isDouble(value, one.key));
    const last = ours.at(-1);
    if (last === undefined) continue;
    const message = `${KEPT} is added to ${key} of ${posix.dirname(path)}: Perdure runs beside the real package`;
    const edits = [insertAfter(text, last, KEPT, COMMON_RANGE)];
    return [found('direct-swap', last.node.offset, message, edits)];
  }
  return [];
}

/** A package of Temporal's beside the one that stands for it: it goes. */
function isDouble(section: Node, name: string): boolean {
  const counterpart = counterpartOf(name);
  return counterpart?.kind === 'swapped' && property(section, counterpart.name) !== undefined;
}

/** What is, or becomes, a package of ours that has @temporalio/common as a peer. */
function isOurs(name: string, facts: ProjectFacts): boolean {
  if (name.startsWith('@perdure/')) return !/^@perdure\/(codemods|conformance|engine|alias-)/.test(name);
  return fateOf(name, '', facts)?.name !== undefined;
}

function ofScript({ key, value }: Property): Finding[] {
  if (typeof value.value !== 'string') return [];
  const { script, findings } = migrateScript(value.value);
  const edits = script === value.value ? [] : [setString(value, script)];
  return findings.map((one) => found(one.class, value.offset, `script ${key}: ${one.message}`, edits));
}

/** Pins of versions: `overrides`, `resolutions`, and those of pnpm. */
function ofPins(section: Property | undefined, ranges: ReadonlyMap<string, string>): Finding[] {
  return propertiesOf(section?.value).flatMap((one) => {
    const value = typeof one.value.value === 'string' ? one.value.value : '';
    const range = value.startsWith('$') ? ranges.get(value.slice(1)) : undefined;
    if (range !== undefined && isSwapped(value.slice(1))) {
      const message = `${one.key} is pinned to ${range}, because its direct dependency gets another name`;
      return [found('direct-swap', one.node.offset, message, [setString(one.value, range)])];
    }
    if (isPinOfCommon(one.key, value)) {
      const message = `${one.key} is pinned to ${COMMON_RANGE}: Perdure runs beside that version`;
      return [found('direct-swap', one.node.offset, message, [setString(one.value, COMMON_RANGE)])];
    }
    const below = ofPins(one, ranges);
    const names = [one.key, ...(one.value.children ?? []).map((item) => String(item.value))];
    const pinned = names.find((name) => /^@temporalio\/(?!common\b)/.test(name));
    // An alias of ours redirects what libraries import.
    if (pinned === undefined || value.startsWith('npm:@perdure/')) return below;
    if (section?.key === 'patchedDependencies') {
      const refused = `${pinned} is patched: pnpm refuses a patch without its package. Take it out`;
      return [found('small-rewrite', one.node.offset, refused, [])];
    }
    const message = `${section?.key} speaks of ${pinned}: without the package it has no effect`;
    return [found('simplification', one.node.offset, message, []), ...below];
  });
}

function isSwapped(name: string): boolean {
  return counterpartOf(name)?.kind === 'swapped';
}

/** Ranges of all direct dependencies. */
function rangesOf(sections: readonly Property[]): Map<string, string> {
  const dependencies = sections.flatMap(({ value }) => propertiesOf(value));
  return new Map(dependencies.map(({ key, value }) => [key, String(value.value)]));
}

/** Strings that are the name of a package, and keys of jest's moduleNameMapper: `^@temporalio/client$`. */
function ofOther({ key, value }: Property): Finding[] {
  if ([...SECTIONS, ...PINS, 'scripts', 'peerDependenciesMeta', 'workspaces', 'name'].includes(key)) return [];
  return stringsIn(value).flatMap((node) => {
    const text = String(node.value);
    const name = /^\^?(@temporalio\/[\w-]+)(\/|\$|$)/.exec(text)?.[1];
    const counterpart = name === undefined ? undefined : counterpartOf(name);
    if (name === undefined || counterpart?.kind !== 'swapped') return [];
    const message = `${key} names ${name}: it becomes ${counterpart.name}`;
    return [found('direct-swap', node.offset, message, [setString(node, text.replace(name, counterpart.name))])];
  });
}

function found(kind: Finding['class'], at: number, message: string, edits: readonly Edit[]): Finding {
  return { transform: NAME, class: kind, at, message, doc: kind === 'direct-swap' ? undefined : DOC, edits };
}
