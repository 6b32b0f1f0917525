import { Refused } from '../cli/exit-codes';
import { changedFiles, isRepository } from '../git/git';

interface TreeOptions {
  readonly commitEach?: boolean;
  readonly allowDirty?: boolean;
  readonly withoutGit?: boolean;
}

/** Refuses where a mistake could not be taken back with git, unless told otherwise. */
export function checkTree(root: string, { commitEach, allowDirty, withoutGit }: TreeOptions): void {
  if (!isRepository(root)) {
    if (commitEach) throw new Refused('--commit-each needs a git repository');
    if (!withoutGit) throw new Refused('this is no git repository: make one, or pass --without-git');
    return;
  }
  if (allowDirty && !commitEach) return;
  const changed = changedFiles(root);
  if (changed.length === 0) return;
  const named = changed.slice(0, 5).join(', ') + (changed.length > 5 ? ` and ${changed.length - 5} more` : '');
  const way = commitEach
    ? 'commit or stash them: --commit-each would commit them too'
    : 'commit or stash them, or pass --allow-dirty';
  throw new Refused(`files have changes that are not committed (${named}): ${way}`);
}
