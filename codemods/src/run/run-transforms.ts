/**
 * Runs transforms over a project in memory. Owns nothing but the texts it returns.
 *
 * 1. Transforms run in order; each sees what the ones before it wrote.
 * 2. A finding says where it stands in the original file, however many edits came between.
 * 3. A file that a transform cannot be run on is reported and left as it is; the others go on.
 */
import type { SourceFile } from 'ts-morph';
import { applyEdits } from '../edit/apply-edits';
import { lineAndColumn } from '../edit/lines';
import { originOf } from '../edit/origin-of';
import { questionEdits } from '../edit/questions';
import type { Edit, Finding } from '../model/finding';
import type { ProjectFacts } from '../model/project-facts';
import type { Transform } from '../model/transform';
import { type ParseFile, parser } from './asts';
import { fileKind } from './file-kind';

/** Texts of the project's files by path. */
export type Files = ReadonlyMap<string, string>;

/** A finding with its place in the original file. */
export interface LocatedFinding extends Omit<Finding, 'edits'> {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** How many edits it proposes. */
  readonly edits: number;
}

/** What one transform makes of one file. */
export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface Step {
  readonly transform: Transform;
  readonly changes: readonly FileChange[];
  readonly findings: readonly LocatedFinding[];
}

export interface Problem {
  readonly transform: string;
  readonly path: string;
  readonly message: string;
}

export interface Outcome {
  readonly steps: readonly Step[];
  /** The texts of all files after all steps. */
  readonly files: Files;
  readonly problems: readonly Problem[];
}

/** Which findings to leave alone. */
export type Skip = (finding: LocatedFinding) => boolean;

export interface RunOptions {
  readonly skip?: Skip;
  /** Shared with the analysis, so that no file is parsed twice. */
  readonly parse?: ParseFile;
  /** Called before each transform. */
  readonly onStep?: (transform: Transform, index: number) => void;
}

interface Running {
  readonly facts: ProjectFacts;
  readonly parse: ParseFile;
  readonly skip: Skip;
  readonly texts: Map<string, string>;
  readonly originals: Files;
  /** Edits that were made, by path, oldest first, with the text they were made on. */
  readonly made: Map<string, { text: string; edits: readonly Edit[] }[]>;
  readonly problems: Problem[];
}

/** Runs the transforms over the files. */
export function runTransforms(
  files: Files,
  transforms: readonly Transform[],
  facts: ProjectFacts,
  options: RunOptions = {},
): Outcome {
  const running: Running = {
    facts,
    parse: options.parse ?? parser(),
    skip: options.skip ?? (() => false),
    texts: new Map(files),
    originals: files,
    made: new Map(),
    problems: [],
  };
  const steps = transforms.map((transform, index) => {
    options.onStep?.(transform, index);
    return runOne(running, transform);
  });
  return { steps, files: running.texts, problems: running.problems };
}

function runOne(running: Running, transform: Transform): Step {
  const changes: FileChange[] = [];
  const findings: LocatedFinding[] = [];
  for (const [path, text] of running.texts) {
    if (fileKind(path) !== transform.kind || !concerns(transform, path, text)) continue;
    const found = guarded(running, transform, path, () => runOnFile(running, transform, path, text));
    findings.push(...(found?.findings ?? []));
    if (found === undefined || found.after === text) continue;
    running.texts.set(path, found.after);
    running.made.set(path, [...(running.made.get(path) ?? []), { text, edits: found.edits }]);
    changes.push({ path, before: text, after: found.after });
  }
  return { transform, changes, findings };
}

function concerns(transform: Transform, path: string, text: string): boolean {
  return transform.kind === 'code' ? transform.concerns(text, path) : transform.concerns(path, text);
}

function runOnFile(running: Running, transform: Transform, path: string, text: string) {
  const ast = transform.kind === 'code' ? running.parse(path, text) : undefined;
  const all = findingsOf(running, transform, path, text, ast);
  const kept = all.map((finding) => ({ finding, located: locate(running, path, text, finding) }));
  const chosen = kept.filter(({ located }) => !running.skip(located));
  const raw = chosen.map(({ finding }) => finding);
  const edits = [...questionEdits(path, text, raw, ast), ...raw.flatMap((finding) => finding.edits)];
  return { findings: chosen.map(({ located }) => located), edits, after: applyEdits(text, edits) };
}

function findingsOf({ facts }: Running, transform: Transform, path: string, text: string, ast?: SourceFile) {
  if (transform.kind === 'text') return transform.run({ path, text }, facts);
  return ast ? transform.run({ path, text, ast }, facts) : [];
}

function locate(running: Running, path: string, text: string, finding: Finding): LocatedFinding {
  const { edits, at, ...rest } = finding;
  const before = [...(running.made.get(path) ?? [])].reverse();
  const origin = before.reduce((place, made) => originOf(made.text, made.edits, place), at);
  const place = lineAndColumn(running.originals.get(path) ?? text, origin);
  return { ...rest, at: origin, path, ...place, edits: edits.length };
}

/** A transform that fails on a file must not take the others with it. */
function guarded<T>(running: Running, transform: Transform, path: string, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    running.problems.push({ transform: transform.name, path, message });
    return undefined;
  }
}
