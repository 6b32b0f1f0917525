/** A whole migration in memory: the project is analysed, the transforms run. Writes nothing. */
import { analyse } from '../analyse/analyse';
import type { Origin, ProjectFacts } from '../model/project-facts';
import type { Transform } from '../model/transform';
import { overrides } from '../overrides';
import type { Project } from '../project/project';
import { TRANSFORMS } from '../transforms';
import { parser } from './asts';
import { type Outcome, type RunOptions, runTransforms } from './run-transforms';

export interface MigrateOptions extends RunOptions {
  /** `overrides` changes package files only: Temporal's names lead to packages of ours. */
  readonly mode: 'imports' | 'overrides';
  readonly from: Origin | 'auto';
  /** Names of transforms: only these; all without it. */
  readonly only?: readonly string[];
  readonly without?: readonly string[];
  readonly redisUrl?: string;
  readonly version: string;
}

export interface Migration extends Outcome {
  readonly project: Project;
  readonly facts: ProjectFacts;
  readonly transforms: readonly Transform[];
}

export function migrate(project: Project, options: MigrateOptions): Migration {
  const transforms = transformsOf(options.mode).filter((transform) => isChosen(transform, options));
  const { redisUrl, version } = options;
  const origins = options.from === 'auto' ? undefined : [options.from];
  const parse = parser();
  const facts = analyse(project.files, { redisUrl, version, origins, paths: project.paths, parse });
  return { project, facts, transforms, ...runTransforms(project.files, transforms, facts, { ...options, parse }) };
}

function transformsOf(mode: MigrateOptions['mode']): readonly Transform[] {
  return mode === 'overrides' ? [overrides] : TRANSFORMS;
}

/** Names of all transforms, in the order in which they run. */
export function transformNames(): string[] {
  return TRANSFORMS.map(({ name }) => name);
}

function isChosen({ name, from }: Transform, options: MigrateOptions): boolean {
  if (from !== undefined && options.from !== 'auto' && from !== options.from) return false;
  if (options.only !== undefined && !options.only.includes(name)) return false;
  return !options.without?.includes(name);
}
