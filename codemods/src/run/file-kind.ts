import { posix } from 'node:path';

const CODE = /\.[cm]?[jt]sx?$/;
const TEXT =
  /(\.(jsonc?|json5|ya?ml|toml|env|sh|properties|conf)|^\.env.*|.*\.env\..*|^Dockerfile.*|^Makefile|^\.npmrc)$/;
const LOCK = /^(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock)$/;

/** What a file is for the transforms: code, other text they may read, or nothing of theirs. */
export function fileKind(path: string): 'code' | 'text' | 'other' {
  const name = posix.basename(path);
  if (CODE.test(name)) return 'code';
  return TEXT.test(name) && !LOCK.test(name) ? 'text' : 'other';
}
