import { writeFileSync } from 'node:fs';
import { Refused } from './exit-codes';

/** Writes a report or a plan where the user wants it. Refuses, with the reason, where that cannot be. */
export function writeResult(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new Refused(`${path} cannot be written: ${(error as Error).message}`);
  }
}
