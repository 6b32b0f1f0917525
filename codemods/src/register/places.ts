import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Files from which ours is looked for when the importer cannot see it (a library below a strict package manager): the
 * program, the working directory, and this package.
 */
export function placesToLook(): string[] {
  const program = process.argv[1];
  return [...(program === undefined ? [] : [program]), join(process.cwd(), 'package.json'), __filename];
}

export const urlsToLook = (): string[] => placesToLook().map((place) => pathToFileURL(place).href);
