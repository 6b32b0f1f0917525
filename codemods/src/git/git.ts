/** Calls of the git command. */
import { spawnSync } from 'node:child_process';

export class GitError extends Error {
  override readonly name = 'GitError';
}

const MAX_OUTPUT = 256 * 1024 * 1024;

/** Standard output of `git <args>` in a folder. */
export function git(folder: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
  });
  if (error) throw new GitError(`git could not be run: ${error.message}`);
  if (status !== 0) throw new GitError(`git ${args[0]} failed: ${(stderr || stdout).trim()}`);
  return stdout;
}

/** Whether a folder lies in the working tree of a repository. False where there is no git. */
export function isRepository(folder: string): boolean {
  try {
    return git(folder, ['rev-parse', '--is-inside-work-tree']).trim() === 'true';
  } catch {
    return false;
  }
}

/** Tracked files with changes that are not committed, from the folder. */
export function changedFiles(folder: string): string[] {
  const changed = git(folder, ['status', '--porcelain', '-z', '--untracked-files=no', '--', '.']).split('\0');
  return changed.filter((entry) => /^[ MTADRCU]{2} /.test(entry)).map((entry) => entry.slice(3));
}

/** Those of the paths that git does not track: it could not bring them back. */
export function untrackedOf(folder: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const tracked = new Set(git(folder, ['ls-files', '-z', '--cached']).split('\0'));
  return paths.filter((path) => !tracked.has(path));
}

/** Commits these paths and nothing else. */
export function commit(folder: string, message: string, paths: readonly string[], verify: boolean): void {
  // `pages/[id].ts` is a name here, and no pattern.
  const names = paths.map((path) => `:(literal)${path}`);
  git(folder, ['commit', '--quiet', ...(verify ? [] : ['--no-verify']), '-m', message, '--', ...names]);
}

/** A folder of git's own, for what must not be committed. */
export function gitFolder(folder: string, name: string): string {
  return git(folder, ['rev-parse', '--path-format=absolute', '--git-path', name]).trim();
}
