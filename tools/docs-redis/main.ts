import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEYS } from '../../engine/src/keys';
import { files, read, root } from '../style/files';
import { render } from './render';

/** npm run docs:redis writes docs/redis.md; with --check it says whether the page is fresh. */
const PAGE = 'docs/redis.md';
const SCRIPTS = 'engine/src/store/redis/lua/';

const scripts = files(/\.lua$/)
  .filter((file) => file.startsWith(SCRIPTS))
  .sort()
  .map((file) => ({ name: file.slice(SCRIPTS.length), source: read(file) }));
const fresh = render(KEYS, scripts);
const path = join(root, PAGE);
const current = existsSync(path) ? readFileSync(path, 'utf8') : '';

if (!process.argv.includes('--check')) {
  writeFileSync(path, fresh);
  console.log(`${PAGE}: ${Object.keys(KEYS).length} key families, ${scripts.length} scripts`);
} else if (current !== fresh) {
  console.error(`${PAGE} is not what engine/src/keys.ts and the Lua headers say now.\nWhat to do: npm run docs:redis`);
  process.exitCode = 1;
} else {
  console.log(`${PAGE} is fresh`);
}
