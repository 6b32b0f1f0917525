/** Migrations as a function: texts in, texts and findings out. */
import { analyse } from '../analyse/analyse';
import { version } from '../cli/version';
import type { Origin } from '../model/project-facts';
import { TRANSFORMS } from '../transforms';
import { parser } from './asts';
import { type Files, type LocatedFinding, type Problem, runTransforms } from './run-transforms';

export interface MigrateFilesOptions {
  /** Default: both. */
  readonly from?: Origin;
  /** Redis to write where the sources name a Temporal server. Default `redis://localhost:6379`. */
  readonly redisUrl?: string;
  /** Version range written for `@perdure/*`. Default: that of this package. */
  readonly version?: string;
}

export interface MigratedFiles {
  /** All files, changed or not, by path. */
  readonly files: Files;
  /** What was found, with its place in the original files. */
  readonly findings: readonly LocatedFinding[];
  /** Files on which a transform failed: that transform left them as they were. */
  readonly problems: readonly Problem[];
}

/**
 * Migrates a project that is given as texts by path (from its root, with forward slashes). Reads and writes nothing; running it on its
 * own output changes nothing.
 */
export function migrateFiles(files: Files, options: MigrateFilesOptions = {}): MigratedFiles {
  const { from, redisUrl } = options;
  const parse = parser();
  const origins = from === undefined ? undefined : [from];
  const facts = analyse(files, { origins, redisUrl, version: options.version ?? `^${version}`, parse });
  const transforms = TRANSFORMS.filter((one) => from === undefined || one.from === undefined || one.from === from);
  const outcome = runTransforms(files, transforms, facts, { parse });
  return { files: outcome.files, findings: outcome.steps.flatMap((step) => step.findings), problems: outcome.problems };
}
