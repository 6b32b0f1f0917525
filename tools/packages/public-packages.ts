import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');

export interface PublicPackage {
  readonly name: string;
  /** From the root. */
  readonly path: string;
}

/** The packages that are published. */
export function publicPackages(): PublicPackage[] {
  const below = (folder: string) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
  return ['engine', ...below('compat'), ...below('compat/alias'), 'codemods', 'conformance'].flatMap((path) => {
    const file = join(root, path, 'package.json');
    if (!existsSync(file)) return [];
    const { name, private: isPrivate } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; private?: boolean };
    return isPrivate ? [] : [{ name, path }];
  });
}
