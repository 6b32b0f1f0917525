// Removes what the build wrote (dist folders, build information, files of the alias packages), nothing else.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
for (const { path } of references) rmSync(join(root, path, 'dist'), { recursive: true, force: true });
for (const name of readdirSync(join(root, 'compat/alias'))) {
  rmSync(join(root, 'compat/alias', name, 'lib'), { recursive: true, force: true });
}
