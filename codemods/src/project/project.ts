/** A project as it lies on the disk: its files, read once. */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileKind } from '../run/file-kind';
import { listFiles } from './list-files';

/** Larger files are generated: no transform is run on them. npm's lock is, and one is. */
const MAX_FILE_BYTES = 2 * 1024 * 1024;
const MAX_LOCK_BYTES = 64 * 1024 * 1024;
const LOCK = /(^|\/)(package-lock|npm-shrinkwrap)\.json$/;
const MARK = '\uFEFF';

export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

export interface Project {
  /** Absolute path. */
  readonly root: string;
  /** All files, those too that no transform looks at. */
  readonly paths: readonly string[];
  /** Texts by path, without byte order mark. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that begin with a byte order mark. */
  readonly marked: ReadonlySet<string>;
  readonly skipped: readonly SkippedFile[];
}

/** Reads the sources, settings and manifests under a folder. */
export function readProject(root: string): Project {
  const paths = listFiles(root);
  const files = new Map<string, string>();
  const marked = new Set<string>();
  const skipped: SkippedFile[] = [];
  for (const path of paths) {
    if (isFolder(join(root, path)))
      skipped.push({ path, reason: 'a repository of its own: run perdure-migrate in it' });
    if (fileKind(path) === 'other') continue;
    const read = readText(join(root, path));
    if (read === undefined) continue;
    if ('reason' in read) skipped.push({ path, reason: read.reason });
    else files.set(path, read.text.startsWith(MARK) ? read.text.slice(1) : read.text);
    if ('text' in read && read.text.startsWith(MARK)) marked.add(path);
  }
  return { root, paths, files, marked, skipped };
}

/** The text as it is written: with its byte order mark, if it had one. */
export function rawText(project: Project, path: string, text: string): string {
  return project.marked.has(path) ? MARK + text : text;
}

/** Git lists a submodule, and a repository in a folder, as one path. */
function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function readText(path: string): { text: string } | { reason: string } | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return undefined;
  const limit = LOCK.test(path) ? MAX_LOCK_BYTES : MAX_FILE_BYTES;
  if (stat.size > limit) return { reason: `larger than ${limit / 1024 / 1024} MB` };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path)) };
  } catch {
    return { reason: 'not UTF-8' };
  }
}
