/**
 * Keeps the shared half of bundles between processes: building it takes longer than everything else at a worker's start.
 * Owns files in a folder that only this user can write to: what lies in them is run as code.
 *
 * 1. A file is used only when every source that went into it has the same content as now.
 * 2. A file appears whole or not at all. Nothing that goes wrong here fails a bundle.
 */
import { createHash, randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { SourceMapJson } from './source-map';

/** What is kept. */
export interface SharedFile {
  readonly code: string;
  readonly map: SourceMapJson;
  /** Exports of each shared module; those that are missing have to be looked up. */
  readonly exportNames: Readonly<Record<string, readonly string[]>>;
}

interface Stored extends SharedFile {
  /** Content of each source, as a hash. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Files of other versions and installations are removed beyond this many. */
const MAX_FILES = 8;
const NAME = /^shared-[0-9a-f]+\.json$/;

/** What was kept for this key, if its sources are unchanged. The key says everything else that the result depends on. */
export function readShared(key: string, folder = ownFolder()): SharedFile | undefined {
  try {
    if (folder === undefined) return undefined;
    const { inputs, ...file } = JSON.parse(readFileSync(fileOf(folder, key), 'utf8')) as Stored;
    return Object.entries(inputs).every(([path, hash]) => hashOf(readFileSync(path)) === hash) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it for other processes. */
export function writeShared(
  key: string,
  file: SharedFile,
  inputs: readonly string[],
  folder: string | undefined = ownFolder(),
): void {
  if (folder === undefined) return;
  const temporary = join(folder, `${randomUUID()}.tmp`);
  try {
    const hashes = Object.fromEntries(inputs.map((path) => [path, hashOf(readFileSync(path))]));
    writeFileSync(temporary, JSON.stringify({ ...file, inputs: hashes } satisfies Stored), { mode: 0o600 });
    renameSync(temporary, fileOf(folder, key));
    removeOld(folder);
  } catch {
    rmSync(temporary, { force: true });
  }
}

const hashOf = (content: Buffer | string): string => createHash('sha1').update(content).digest('base64');

const fileOf = (folder: string, key: string): string =>
  join(folder, `shared-${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);

/** This user's folder; undefined when there is none that nobody else can write to. */
function ownFolder(): string | undefined {
  try {
    const { uid } = userInfo();
    const folder = join(tmpdir(), `perdure-${uid}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stat = lstatSync(folder);
    // Windows has no user ids; its temporary folder belongs to the user.
    const mine = uid < 0 || (stat.uid === uid && (stat.mode & 0o022) === 0);
    return stat.isDirectory() && mine ? folder : undefined;
  } catch {
    return undefined;
  }
}

function removeOld(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => NAME.test(name))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }));
  files.sort((a, b) => b.at - a.at);
  for (const { path } of files.slice(MAX_FILES)) rmSync(path, { force: true });
}
