import { join } from 'node:path';
import type { Target } from './scenario';

const packageRoot = join(__dirname, '..', '..');
const built = join(packageRoot, 'dist', 'built');

/** The programs as they were written: TypeScript, READMEs, golden sequences, known gaps. */
export const sourcesFolder = join(packageRoot, 'scenarios');

/** The programs after their migration: TypeScript, and the JavaScript that runs. */
export const migratedFolder = join(built, 'migrated');

const originalFolder = join(built, 'original');

export const manifestFile = join(built, 'manifest.json');

/** The JavaScript a target runs: only a Temporal server gets the programs as they were written. */
export function builtFolder(target: Target): string {
  return target === 'temporal' ? originalFolder : migratedFolder;
}
