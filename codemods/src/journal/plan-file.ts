/**
 * A plan: what `apply` would do, as JSON that a person can review and change. A finding with `"apply": false`, or one that was taken
 * out, is left alone by `apply --plan`.
 */
import type { ChangeClass } from '../model/finding';
import { changesOf } from '../run/changes';
import type { MigrateOptions, Migration } from '../run/migrate';
import type { LocatedFinding, Skip } from '../run/run-transforms';
import { Refused } from '../cli/exit-codes';
import { hashOf } from './hash';

const VERSION = 1;

interface PlannedFinding {
  readonly apply: boolean;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly class: ChangeClass;
  readonly message: string;
  readonly question?: string;
  readonly doc?: string;
}

export interface PlanFile {
  readonly plan: number;
  readonly options: Pick<MigrateOptions, 'mode' | 'from' | 'only' | 'without' | 'redisUrl' | 'version'>;
  /** Hashes of the files that change, as they were when the plan was made and as they become. */
  readonly files: readonly { readonly path: string; readonly before: string; readonly after: string }[];
  readonly steps: readonly {
    readonly transform: string;
    readonly title: string;
    readonly findings: readonly PlannedFinding[];
  }[];
}

export function planOf(migration: Migration, options: MigrateOptions): PlanFile {
  const { mode, from, only, without, redisUrl, version } = options;
  const files = changesOf(migration).map(({ path, before, after }) => ({
    path,
    before: hashOf(before),
    after: hashOf(after),
  }));
  const steps = migration.steps
    .map(({ transform, findings }) => ({
      transform: transform.name,
      title: transform.title,
      findings: findings.filter(changesSomething).map(planned),
    }))
    .filter(({ findings }) => findings.length > 0);
  return { plan: VERSION, options: { mode, from, only, without, redisUrl, version }, files, steps };
}

/** Refuses what is no plan, and plans of another version. */
export function parsePlan(text: string): PlanFile {
  const plan = readJson(text) as Partial<PlanFile> | undefined;
  if (plan?.plan !== VERSION || !Array.isArray(plan.steps) || !Array.isArray(plan.files) || !plan.options) {
    throw new Refused('this is no plan of perdure-migrate: write one with `perdure-migrate plan`');
  }
  return plan as PlanFile;
}

/** Leaves alone what the plan does not have. */
export function skipUnplanned(plan: PlanFile): Skip {
  const chosen = new Set(
    plan.steps.flatMap(({ transform, findings }) =>
      findings.filter(({ apply }) => apply !== false).map((finding) => keyOf(transform, finding)),
    ),
  );
  return (finding) => changesSomething(finding) && !chosen.has(keyOf(finding.transform, finding));
}

function changesSomething({ edits, question }: LocatedFinding): boolean {
  return edits > 0 || question !== undefined;
}

function planned({ path, line, column, class: kind, message, question, doc }: LocatedFinding): PlannedFinding {
  return { apply: true, path, line, column, class: kind, message, question, doc };
}

function keyOf(transform: string, { path, line, column, message }: Omit<PlannedFinding, 'apply' | 'class'>): string {
  return JSON.stringify([transform, path, line, column, message]);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
