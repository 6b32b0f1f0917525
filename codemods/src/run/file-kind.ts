import { posix } from 'node:path';

const CODE = /\.[cm]?[jt]sx?$/;
const TEXT =
  /(\.(jsonc?|json5|ya?ml|toml|env|sh|properties|conf)|^\.env.*|.*\.env\..*|^Dockerfile.*|^Makefile|^\.npmrc)$/;
/** npm's lock is text: it keeps what is locked, so overrides take packages out of it. */
const LOCK = /^(pnpm-lock\.yaml|yarn\.lock)$/;

/** What a file is for the transforms: code, other text they may read, or nothing of theirs. */
export function fileKind(path: string): 'code' | 'text' | 'other' {
  const name = posix.basename(path);
  if (CODE.test(name)) return 'code';
  return TEXT.test(name) && !LOCK.test(name) ? 'text' : 'other';
}
