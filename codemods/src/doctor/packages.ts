/** What is installed: versions of Perdure's packages, and how many copies of @temporalio/common. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'jsonc-parser';
import { count } from '../cli/count';
import type { Migration } from '../run/migrate';
import { KEPT } from '../syntax/packages';
import { type Check, ok, problem, some } from './check';

interface Installed {
  readonly name: string;
  readonly version: string;
  /** Where it really lies. */
  readonly folder: string;
}

const OLDEST_NODE = 20;

export function checkPackages(migration: Migration): Check[] {
  const wanted = wantedPackages(migration);
  const { root } = migration.project;
  const missing = wanted.filter(({ folder, name }) => findInstalled(join(root, folder), name) === undefined);
  const ours = wanted.flatMap(({ folder, name }) => behindAlias(findInstalled(join(root, folder), name)) ?? []);
  return [checkNode(), checkInstalled(wanted.length, missing, ours), checkCommon(migration, ours)];
}

/** An alias package of overrides has no code: what counts is the package that it leads to. */
function behindAlias(installed: Installed | undefined): Installed | undefined {
  const name = installed && /^@perdure\/alias-(.*)$/.exec(installed.name)?.[1];
  return installed && name !== undefined ? findInstalled(installed.folder, `@perdure/${name}`) : installed;
}

function checkNode(): Check {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= OLDEST_NODE) return ok('Node', process.versions.node);
  return problem('Node', `${process.versions.node} is too old`, `use Node ${OLDEST_NODE} or later`);
}

interface Wanted {
  readonly folder: string;
  readonly name: string;
}

/** Packages of ours that some package.json depends on, under their own name or under Temporal's. */
function wantedPackages({ facts, project }: Migration): Wanted[] {
  return facts.packages.flatMap((folder) => {
    const text = project.files.get(folder === '.' ? 'package.json' : `${folder}/package.json`) ?? '';
    const manifest = (parse(text) ?? {}) as Record<string, Record<string, string> | undefined>;
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    const ours = ranges.filter(([name, range]) => name.startsWith('@perdure/') || range.startsWith('npm:@perdure/'));
    return ours.map(([name]) => ({ folder, name }));
  });
}

function checkInstalled(wanted: number, missing: readonly Wanted[], ours: readonly Installed[]): Check {
  const name = 'Packages';
  if (wanted === 0) {
    return problem(name, 'no package.json depends on @perdure/*', 'perdure-migrate apply changes the dependencies');
  }
  if (missing.length > 0) {
    const names = some([...new Set(missing.map((one) => one.name))]);
    return problem(name, `not installed: ${names}`, 'install the dependencies with your package manager');
  }
  const versions = [...new Set(ours.map(({ version }) => version))];
  if (versions.length === 1) return ok(name, `${count(ours.length, 'package')} of Perdure, version ${versions[0]}`);
  const message = `versions differ: ${some([...new Set(ours.map((one) => `${one.name} ${one.version}`))])}`;
  return problem(name, message, 'depend on the same version of every @perdure package');
}

/** All ways to the package must end in one place: with two, errors of one are not recognised by the other. */
function checkCommon({ facts, project }: Migration, ours: readonly Installed[]): Check {
  const from = [...facts.packages.map((folder) => join(project.root, folder)), ...ours.map(({ folder }) => folder)];
  const copies = new Map(from.flatMap((folder) => findInstalled(folder, KEPT) ?? []).map((one) => [one.folder, one]));
  const found = [...copies.values()];
  if (found.length === 0) return problem(KEPT, 'not installed', `add ${KEPT} ~1.24.0 to the dependencies`);
  if (found.length > 1) {
    const places = found.map(({ version, folder }) => `${version} in ${folder}`).join(', ');
    return problem(
      KEPT,
      `${found.length} copies: ${places}`,
      'make the versions agree (npm dedupe), or override it once',
    );
  }
  const version = found[0]?.version ?? '';
  if (version.startsWith('1.24.')) return ok(KEPT, `one copy, ${version}`);
  return problem(KEPT, `version ${version}`, `Perdure is made for ${KEPT} ~1.24.0`);
}

/** As Node looks for it: in node_modules of the folder and of those above. */
function findInstalled(folder: string, name: string): Installed | undefined {
  const path = join(folder, 'node_modules', name, 'package.json');
  if (existsSync(path)) {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { name?: string; version: string };
    return { name: manifest.name ?? name, version: manifest.version, folder: dirname(realpathSync(path)) };
  }
  return dirname(folder) === folder ? undefined : findInstalled(dirname(folder), name);
}
