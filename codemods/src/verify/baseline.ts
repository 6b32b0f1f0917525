/** The type errors that were there before the migration, kept because Temporal's packages are gone after it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../journal/journal';
import type { TypeCheck } from './type-check';

export function writeBaseline({ folder }: Journal, check: TypeCheck): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(baselinePath(folder), JSON.stringify(check));
}

export function readBaseline({ folder }: Journal): TypeCheck | undefined {
  const path = baselinePath(folder);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as TypeCheck) : undefined;
}

function baselinePath(folder: string): string {
  return join(folder, 'types-before.json');
}
