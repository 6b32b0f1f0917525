import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RealPackageError } from '../redirect/errors';
import { SWAPPED } from '../syntax/packages';

/** What talks to a Temporal server: the redirected packages, and the native part of the worker. */
const IN_PATH = new RegExp(
  `^(.*[\\\\/]@temporalio[\\\\/](${[...SWAPPED, 'core-bridge'].join('|')}))[\\\\/].*\\.[^.]+$`,
);

/** Throws RealPackageError when a resolved file (path or URL) belongs to one of Temporal's own packages. */
export function refuseRealPackage(file: string): void {
  const name = file.includes('@temporalio') ? realPackageOf(file) : undefined;
  if (name === undefined) return;
  throw new RealPackageError(name, `was reached (${file})`, adviceFor());
}

/** Throws RealPackageError when one of them was loaded before the hook. */
export function refuseLoadedPackages(files: readonly string[]): void {
  for (const file of files) {
    const name = realPackageOf(file);
    if (name === undefined) continue;
    throw new RealPackageError(
      name,
      'was loaded before',
      'Put @perdure/codemods/register before other -r and --import flags.',
    );
  }
}

/** The alias packages lie where the real ones did; their package.json tells. */
function realPackageOf(file: string): string | undefined {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  const [, folder, name] = IN_PATH.exec(path) ?? [];
  if (folder === undefined || path.endsWith('.json')) return undefined;
  return nameIn(folder) === `@temporalio/${name}` ? `@temporalio/${name}` : undefined;
}

const names = new Map<string, string | undefined>();

function nameIn(folder: string): string | undefined {
  if (!names.has(folder)) names.set(folder, readName(folder));
  return names.get(folder);
}

function readName(folder: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { name?: string }).name;
  } catch {
    return undefined;
  }
}

function adviceFor(): string {
  if (process.env['VITEST'])
    return "vitest resolves imports itself: add the plugin of '@perdure/codemods/vitest' to its configuration.";
  if (process.env['JEST_WORKER_ID'])
    return "jest resolves imports itself: add the preset '@perdure/codemods/jest' to its configuration.";
  return 'Import the package by its name, or let the loader that resolves it run after this hook.';
}
