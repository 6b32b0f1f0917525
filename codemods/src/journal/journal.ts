/**
 * What `apply` has done, so that `undo` can take it back. Owns its folder: inside of git's own, or `.perdure-migrate` where there is no
 * repository.
 *
 * 1. The journal is written before the first file is.
 * 2. It holds hashes of what each file was and of all it was meant to become, and the old contents by their hash.
 * 3. A file that is none of these was edited since: undo refuses, and writes nothing.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, gitFolder, isRepository } from '../git/git';
import { hashOf } from './hash';

export interface JournalEntry {
  readonly journal: 1;
  /** Names of the transforms. */
  readonly steps: readonly string[];
  readonly files: readonly JournalFile[];
}

export interface JournalFile {
  readonly path: string;
  readonly before: string;
  /** After each step that changed it; the last is the result. */
  readonly after: readonly string[];
}

export interface Journal {
  readonly folder: string;
}

export function openJournal(root: string): Journal {
  if (!isRepository(root)) return { folder: join(root, '.perdure-migrate') };
  const prefix = git(root, ['rev-parse', '--show-prefix']).trim();
  return { folder: join(gitFolder(root, 'perdure-migrate'), hashOf(prefix).slice(0, 12)) };
}

/** Writes an entry; returns its number. */
export function addEntry({ folder }: Journal, entry: JournalEntry, contents: readonly string[]): number {
  mkdirSync(join(folder, 'contents'), { recursive: true });
  for (const text of contents) writeFileSync(contentPath(folder, hashOf(text)), text);
  const number = (numbersIn(folder).at(-1) ?? 0) + 1;
  writeWholeEntry(entryPath(folder, number), `${JSON.stringify(entry, null, 2)}\n`);
  return number;
}

/** An entry that is half written could not be undone. */
function writeWholeEntry(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

/** The latest entry that was not undone. */
export function lastEntry({ folder }: Journal): { number: number; entry: JournalEntry } | undefined {
  const number = numbersIn(folder).at(-1);
  if (number === undefined) return undefined;
  return { number, entry: JSON.parse(readFileSync(entryPath(folder, number), 'utf8')) as JournalEntry };
}

/** All entries, oldest first. */
export function allEntries({ folder }: Journal): JournalEntry[] {
  return numbersIn(folder).map((number) => JSON.parse(readFileSync(entryPath(folder, number), 'utf8')) as JournalEntry);
}

export function contentOf({ folder }: Journal, hash: string): string {
  return readFileSync(contentPath(folder, hash), 'utf8');
}

/** Forgets an entry; with the last one, the whole journal. */
export function dropEntry({ folder }: Journal, number: number): void {
  rmSync(entryPath(folder, number));
  if (numbersIn(folder).length === 0) rmSync(folder, { recursive: true });
}

function numbersIn(folder: string): number[] {
  if (!existsSync(folder)) return [];
  const numbers = readdirSync(folder).flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? []);
  return numbers.map(Number).sort((a, b) => a - b);
}

function entryPath(folder: string, number: number): string {
  return join(folder, `${number}.json`);
}

function contentPath(folder: string, hash: string): string {
  return join(folder, 'contents', hash);
}
