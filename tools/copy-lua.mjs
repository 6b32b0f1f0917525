// Copies the Lua scripts beside the compiled JavaScript: tsc leaves them behind. Removes those that are gone.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const from = join(root, 'engine/src');
const to = join(root, 'engine/dist');

const luaFiles = (folder) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.lua')) : [];

const isFresh = (source, copy) => existsSync(copy) && statSync(copy).mtimeMs >= statSync(source).mtimeMs;

for (const name of luaFiles(from)) {
  const [source, copy] = [join(from, name), join(to, name)];
  if (isFresh(source, copy)) continue;
  mkdirSync(dirname(copy), { recursive: true });
  copyFileSync(source, copy);
}
for (const name of luaFiles(to)) {
  if (!existsSync(join(from, name))) rmSync(join(to, name));
}
