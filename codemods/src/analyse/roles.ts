/** What each file is for, from what it imports and from how workers and workflows name it. */
import { posix } from 'node:path';
import type { FileRole } from '../model/project-facts';
import type { ParseFile } from '../run/asts';
import { fileKind } from '../run/file-kind';
import type { Files } from '../run/run-transforms';
import { packageName } from '../syntax/imports';
import { moduleSpecifiers } from '../syntax/module-specifiers';
import { namedModules } from './named-modules';
import { followReexports } from './reexports';
import { moduleResolver } from './resolve-module';

type Roles = Map<string, Set<FileRole>>;

const CONCERNS = /@temporalio\/|@perdure\/|@hotmeshio\/hotmesh/;
const TEST_NAME = /([._-](test|spec|e2e)\.[cm]?[jt]sx?$)|(^|\/)(__tests__|tests?|spec|e2e)\//;
const CONFIG_NAME =
  /(^|\/)((jest|vitest|webpack|next|tsup|vite|rollup|playwright|nest-cli)[^/]*\.config\.[cm]?[jt]s|\.mocharc\.c?js)$/;

/** Roles of every file that has one. */
export function rolesOf(files: Files, parse: ParseFile): Roles {
  const roles: Roles = new Map();
  const add = (path: string, role: FileRole) => roles.set(path, (roles.get(path) ?? new Set()).add(role));
  const resolve = moduleResolver(files);
  for (const [path, text] of files) {
    if (!CONCERNS.test(text) && !/temporal|hotmesh/i.test(text)) continue;
    if (fileKind(path) === 'text' || CONFIG_NAME.test(path)) add(path, 'config');
    if (fileKind(path) !== 'code' || !CONCERNS.test(text)) continue;
    const ast = parse(path, text);
    for (const role of ownRoles(path, ast)) add(path, role);
    for (const { role, name, exported } of namedModules(ast)) {
      for (const target of followReexports(files, parse, resolve, path, name, exported)) add(target, role);
    }
  }
  return roles;
}

/** What a file's own imports say. */
function ownRoles(path: string, ast: ReturnType<ParseFile>): FileRole[] {
  const roles: FileRole[] = [];
  const specifiers = moduleSpecifiers(ast, (value) => packageName(value) !== undefined);
  const names = new Set(specifiers.filter(({ form }) => form !== 'string').map(({ value }) => packageName(value)));
  const has = (name: string) => names.has(name);
  if (TEST_NAME.test(path) || TEST_NAME.test(`/${posix.basename(path)}`) || has('testing')) roles.push('test');
  const isTest = roles.length > 0;
  if (has('workflow') && !isTest) roles.push('workflow');
  if (has('activity') && !isTest) roles.push('activity');
  if (has('worker')) roles.push('worker');
  if (has('client')) roles.push('client');
  return [...roles, ...hotmeshRoles(ast.getFullText())];
}

const HOTMESH: readonly (readonly [RegExp, FileRole])[] = [
  [/\bMeshFlow\.workflow\b|\bworkflow\.(proxyActivities|waitFor|sleepFor|execChild|startChild)\b/, 'workflow'],
  [/\bMeshFlow\.Worker\b|\bMeshCall\.connect\b|\bMeshData\b/, 'worker'],
  [/\bMeshFlow\.Client\b|\bMeshCall\.(exec|cron|flush|interrupt)\b|\bMeshData\b/, 'client'],
];

function hotmeshRoles(text: string): FileRole[] {
  if (!/@hotmeshio\/hotmesh|@perdure\/mesh/.test(text)) return [];
  return HOTMESH.filter(([pattern]) => pattern.test(text)).map(([, role]) => role);
}
