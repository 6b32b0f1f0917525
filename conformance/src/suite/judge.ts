/** From what was seen to a verdict on each scenario and target. Pure. */
import { differenceFrom } from '../checks/compare-golden';
import type { ReplayVerdict } from '../checks/replay/replay-histories';
import type { TypeVerdict } from '../checks/types/check-types';
import { sequencesOf, type Golden } from '../scenarios/golden';
import { findGap, type KnownGap } from '../scenarios/known-gaps';
import type { Evidence, Run } from './evidence';
import type { ScenarioResult } from './report';

export interface Expected {
  readonly golden: (id: string) => Golden | undefined;
  readonly knownGaps: readonly KnownGap[];
}

/** Verdicts by target and name; checks that were not done come last, as rows of their own. */
export function judge(evidence: Evidence, expected: Expected): ScenarioResult[] {
  const results = evidence.runs.map((run) => verdictOn(run, evidence, expected));
  const key = ({ target, area, name }: ScenarioResult): string => `${target}/${area}/${name}`;
  return [...results.sort((a, b) => (key(a) < key(b) ? -1 : 1)), ...notDone(evidence)];
}

function verdictOn(run: Run, evidence: Evidence, { golden, knownGaps }: Expected): ScenarioResult {
  const { scenario, target, ran } = run;
  const problem = problemOf(run, evidence, golden(scenario.id));
  const gap = findGap(knownGaps, scenario.id, target);
  const verdict = gap === undefined ? withoutGap(problem) : withGap(problem, gap);
  return {
    area: scenario.area,
    name: scenario.name,
    target,
    status: verdict.status,
    ms: ran.ms,
    reason: verdict.reason,
  };
}

type Verdict = Pick<ScenarioResult, 'status' | 'reason'>;

function withoutGap(problem: string | undefined): Verdict {
  return problem === undefined ? { status: 'passed' } : { status: 'failed', reason: problem };
}

/** A gap that has closed fails, so that the list stays true. */
function withGap(problem: string | undefined, { reason }: KnownGap): Verdict {
  if (problem !== undefined) return { status: 'knownGap', reason };
  return { status: 'failed', reason: `passes, and is listed in known-gaps.json: remove it there (${reason})` };
}

/** The first thing that is wrong, in the order in which a person would want to hear of it. */
function problemOf({ scenario, target, ran }: Run, evidence: Evidence, golden: Golden | undefined): string | undefined {
  if (ran.error !== undefined) return ran.error;
  const { before, after } = evidence.types;
  const wrong =
    typeProblem('before its migration', before, scenario.id) ??
    (target === 'temporal' ? undefined : typeProblem('after its migration', after, scenario.id));
  if (wrong !== undefined) return wrong;
  if (golden === undefined) return 'there is no golden.json (--update-golden writes it)';
  return (
    differenceFrom(golden, sequencesOf(ran.histories)) ??
    replayProblem('the replayer of Perdure', evidence.replay.perdure, ran, scenario.refused) ??
    replayProblem('the replayer of Temporal', evidence.replay.temporal, ran, scenario.refused)
  );
}

function typeProblem(when: string, verdict: TypeVerdict | undefined, id: string): string | undefined {
  if (!verdict?.done) return undefined;
  const error = verdict.errors.get(id) ?? verdict.errors.get('');
  return error && `does not type-check ${when}: ${error}`;
}

/** `refused`: the scenario is about a history that its code cannot replay. */
function replayProblem(who: string, verdict: ReplayVerdict, ran: Run['ran'], refused: boolean): string | undefined {
  if (!verdict.done) return undefined;
  const found = ran.histories.find(({ runId }) => verdict.refused.has(runId));
  if (refused)
    return found ? undefined : `${who} refuses none of its histories, and the program says that one cannot be replayed`;
  return found && `${who} refuses the history of '${found.label}': ${verdict.refused.get(found.runId)}`;
}

/** A check that needs what is not installed is a row that neither passed nor failed. */
function notDone({ runs, types, replay }: Evidence): ScenarioResult[] {
  const target = runs[0]?.target ?? 'redis';
  const checks = [
    ['types before the migration', types.before],
    ['types after the migration', types.after],
    ["replay by Perdure's replayer", replay.perdure],
    ["replay by Temporal's replayer", replay.temporal],
  ] as const;
  return checks.flatMap(([name, verdict]) =>
    verdict === undefined || verdict.done
      ? []
      : [{ area: 'checks', name, target, status: 'notDone' as const, ms: 0, reason: verdict.reason }],
  );
}
