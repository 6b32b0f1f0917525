import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { scenarioOf, type Scenario, type Target } from './scenario';

const packageRoot = join(__dirname, '..', '..');

/** The programs as they were written: TypeScript, READMEs, golden sequences. */
export const sourcesFolder = join(packageRoot, 'scenarios');

/** Where the build has put what runs, and its TypeScript. */
export const builtFolders = {
  original: join(packageRoot, 'dist', 'built', 'original'),
  migrated: join(packageRoot, 'dist', 'built', 'migrated'),
} as const;

/** The program a target runs: only a Temporal server gets it as it was written. */
export function builtFolder(target: Target): string {
  return target === 'temporal' ? builtFolders.original : builtFolders.migrated;
}

/** Every folder that holds a program, in alphabetical order. */
export function findScenarios(): Scenario[] {
  return foldersWithProgram('').map(scenarioOf);
}

function foldersWithProgram(folder: string): string[] {
  const path = join(sourcesFolder, folder);
  const entries = readdirSync(path).sort();
  if (entries.includes('program.ts')) return [folder];
  const inner = entries.filter((entry) => statSync(join(path, entry)).isDirectory());
  return inner.flatMap((entry) => foldersWithProgram(folder === '' ? entry : `${folder}/${entry}`));
}
