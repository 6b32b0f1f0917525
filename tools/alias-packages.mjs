// Writes the files of the alias packages: each is one line that leads to ours. Their list is that of the redirects.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const { SWAPPED } = require('../codemods/dist/syntax/packages.js');
const { DEEP_IMPORTS } = require('../codemods/dist/redirect/packages.js');

for (const name of SWAPPED) {
  const { twins, inIndex } = DEEP_IMPORTS[name];
  const index = inIndex.map((module) => [module, `@perdure/${name}`]);
  writeModules(join(root, 'compat/alias', name, 'lib'), [
    ...index,
    ...twins.map((module) => [module, `@perdure/${name}/lib/${module}`]),
  ]);
}

function writeModules(folder, modules) {
  const written = new Set();
  for (const [module, target] of modules) {
    // The words that Node looks for in a CommonJS file to find the names it passes on.
    write(`${module}.js`, `module.exports = require('${target}');\n`);
    write(`${module}.d.ts`, `export * from '${target}';\n`);
  }
  for (const file of filesIn(folder)) if (!written.has(file)) rmSync(join(folder, file));

  function write(file, text) {
    written.add(file);
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    if (textOf(path) !== text) writeFileSync(path, text);
  }
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
