/**
 * The harness of transforms. A transform's folder holds `fixtures/<case>/before/...` and `fixtures/<case>/after/...`, each a small
 * project; files that `after` does not have stay as they are. An optional `fixtures/<case>/findings.txt` lists what is
 * found, one line each: `class path:line message`, with `?` before the class where a question is asked.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analyse/analyse';
import type { Transform } from '../../src/model/transform';
import { type Files, type Outcome, runTransforms } from '../../src/run/run-transforms';

/** Tests every case under `<folder>/fixtures`; call it with `__dirname`. */
export function testFixtures(transform: Transform, folder: string): void {
  const root = join(folder, 'fixtures');
  describe.each(readdirSync(root))(`${transform.name}: %s`, (name) => testCase(transform, join(root, name)));
}

function testCase(transform: Transform, folder: string): void {
  const before = readFiles(join(folder, 'before'));
  const after = new Map([...before, ...readFiles(join(folder, 'after'))]);

  it('makes the after of the before', () => {
    expect(textsOf(run(transform, before))).toEqual(Object.fromEntries(after));
  });

  it('changes nothing of its own output', () => {
    expect(textsOf(run(transform, after))).toEqual(Object.fromEntries(after));
  });

  it('keeps Windows line ends', () => {
    expect(textsOf(run(transform, windows(before)))).toEqual(Object.fromEntries(windows(after)));
  });

  it('finds what findings.txt says', () => expectFindings(transform, folder, before));
}

function expectFindings(transform: Transform, folder: string, before: Files): void {
  const path = join(folder, 'findings.txt');
  const found = run(transform, before).steps.flatMap(({ findings }) => findings);
  expect(found.length, 'a fixture without findings shows nothing: name it in findings.txt').toBeGreaterThan(
    existsSync(path) ? -1 : 0,
  );
  const lines = found.map(
    (finding) => `${finding.question ? '? ' : ''}${finding.class} ${finding.path}:${finding.line} ${finding.message}`,
  );
  const text = lines.map((line) => `${line}\n`).join('');
  if (process.env.WRITE_FINDINGS === '1') writeFileSync(path, text);
  if (existsSync(path)) expect(text).toBe(readFileSync(path, 'utf8'));
}

/** Runs one transform over files; fails where it could not be run. */
export function run(transform: Transform, files: Files): Outcome {
  const outcome = runTransforms(files, [transform], analyse(files));
  expect(outcome.problems).toEqual([]);
  return outcome;
}

/** Runs one transform over one file: its text afterwards, and the findings. */
export function runOn(transform: Transform, path: string, text: string) {
  const { files, steps } = run(transform, new Map([[path, text]]));
  return { text: files.get(path), findings: steps.flatMap(({ findings }) => findings) };
}

function readFiles(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function textsOf({ files }: Outcome): Record<string, string> {
  return Object.fromEntries(files);
}

function windows(files: Files): Map<string, string> {
  return new Map([...files].map(([path, text]) => [path, text.replace(/\n/g, '\r\n')]));
}
