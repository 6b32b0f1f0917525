/** The files of a project: what git knows or would take, or what a walk finds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, isRepository } from '../git/git';
import { parseGitignore } from './gitignore';

/** Folders that never hold sources of the project. */
const SKIPPED = new Set([
  'node_modules',
  'dist',
  '.git',
  'coverage',
  '.next',
  '.turbo',
  '.yarn',
  '.pnpm-store',
  '.cache',
]);

/** Paths from the root, with forward slashes, sorted. */
export function listFiles(root: string): string[] {
  const listed = isRepository(root) ? listedByGit(root) : walk(root, '', []);
  return [...new Set(listed)].filter((path) => !path.split('/').some((part) => SKIPPED.has(part))).sort();
}

function listedByGit(root: string): string[] {
  return git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']).split('\0').filter(Boolean);
}

type IgnoreFile = { readonly folder: string; readonly ignores: ReturnType<typeof parseGitignore> };

function walk(root: string, folder: string, outer: readonly IgnoreFile[]): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  const own = entries.some(({ name }) => name === '.gitignore');
  const ignore = own
    ? [{ folder, ignores: parseGitignore(readFileSync(join(root, folder, '.gitignore'), 'utf8')) }]
    : [];
  const all = [...outer, ...ignore];
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (SKIPPED.has(entry.name) || isIgnored(path, entry.isDirectory(), all)) return [];
    if (entry.isDirectory()) return walk(root, path, all);
    return entry.isFile() ? [path] : [];
  });
}

/** The innermost file that says something decides. */
function isIgnored(path: string, isFolder: boolean, files: readonly IgnoreFile[]): boolean {
  const said = files.map(({ folder, ignores }) =>
    ignores(folder === '' ? path : path.slice(folder.length + 1), isFolder),
  );
  return said.filter((one) => one !== undefined).at(-1) ?? false;
}
