/** Writes texts to files that are there: each whole or not at all. */
import {
  accessSync,
  chmodSync,
  constants,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refused } from '../cli/exit-codes';

/** Refuses when one of the files cannot be written, or is not what it was when it was read. */
export function checkFiles(root: string, files: readonly { readonly path: string; readonly before: string }[]): void {
  const changed = files.filter(({ path, before }) => readFileSync(join(root, path), 'utf8') !== before);
  if (changed.length > 0) throw new Refused(`changed while perdure-migrate ran: ${names(changed)}. Run it again`);
  const readOnly = files.filter(({ path }) => !isWritable(join(root, path)));
  if (readOnly.length > 0) throw new Refused(`cannot be written: ${names(readOnly)}. Nothing was changed`);
}

export function writeWhole(root: string, path: string, text: string): void {
  const target = join(root, path);
  const temporary = `${target}.perdure-${process.pid}`;
  try {
    writeFileSync(temporary, text);
    chmodSync(temporary, statSync(target).mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** What a process that was killed while it wrote these files has left beside them. */
export function removeTemporaries(root: string, paths: readonly string[]): void {
  for (const folder of new Set(paths.map((path) => dirname(join(root, path))))) {
    const names = new Set(paths.map((path) => join(root, path)).filter((path) => dirname(path) === folder));
    for (const entry of readdirSync(folder)) {
      const [, name = ''] = /^(.+)\.perdure-\d+$/.exec(entry) ?? [];
      if (names.has(join(folder, basename(name))) && name !== '') rmSync(join(folder, entry));
    }
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function names(files: readonly { readonly path: string }[]): string {
  return files.map(({ path }) => path).join(', ');
}
