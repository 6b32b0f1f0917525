/**
 * How a schedule lies in its run: `definition`, `state` (JSON), `rev`, `lastResult`, `lastFailure` (JSON), and one
 * field `news:<run id>` for each thing heard of a started workflow that has not been dealt with.
 *
 * 1. Whoever writes `definition` or `state` has read them under the `rev` that the transition guards.
 * 2. News changes `rev` as well: a change that has not seen it is refused and made again.
 */
import type { Failure } from '../../model/failure';
import type { Payload } from '../../model/payload';
import type { ScheduleDefinition, ScheduleNews, ScheduleRecord, ScheduleState } from '../../model/schedule';
import type { Effect, Guard, SimpleEffect } from '../../model/transition';
import { OPEN } from '../guards';

/** The timer of a schedule: its next time, something heard, or its removal. */
export const SCHEDULE_TIMER = 'schedule';

const NEWS = 'news:';

interface StoredRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly run: Readonly<Record<string, string>>;
}

export function recordOf({ workflowId, runId, run }: StoredRun): ScheduleRecord {
  const { definition = '{}', state = '{}', rev = '', lastResult, lastFailure } = run;
  const news = Object.keys(run).filter((field) => field.startsWith(NEWS));
  return {
    workflowId,
    runId,
    rev,
    definition: JSON.parse(definition) as ScheduleDefinition,
    state: JSON.parse(state) as ScheduleState,
    news: news.map((field) => JSON.parse(run[field] ?? '') as ScheduleNews),
    ...(lastResult !== undefined && { lastResult: JSON.parse(lastResult) as readonly Payload[] }),
    ...(lastFailure !== undefined && { lastFailure: JSON.parse(lastFailure) as Failure }),
  };
}

/** The schedule is as it was read (1). */
export function unchanged({ rev }: Pick<ScheduleRecord, 'rev'>): readonly Guard[] {
  return [OPEN, { is: 'field', hash: 'run', field: 'rev', in: [rev] }];
}

/** Writes what has changed since `before`. */
export function writeRecord(
  before: Partial<ScheduleRecord>,
  after: Pick<ScheduleRecord, 'definition' | 'state'>,
  rev: string,
): readonly Effect[] {
  const fields = (before.news ?? []).map(({ runId }) => `${NEWS}${runId}`);
  return [
    ...(before.definition === after.definition ? [] : [setField('definition', JSON.stringify(after.definition))]),
    setField('state', JSON.stringify(after.state)),
    setField('rev', rev),
    ...(fields.length > 0 ? [{ do: 'unset', hash: 'run', fields } as const] : []),
  ];
}

/** Something was heard: the schedule looks at it at once (2). */
export function addNews(news: ScheduleNews): readonly SimpleEffect[] {
  return [
    setField(`${NEWS}${news.runId}`, JSON.stringify(news)),
    setField('rev', `${news.kind} ${news.runId}`),
    { do: 'arm', name: SCHEDULE_TIMER, delayMs: 0 },
  ];
}

export function setField(field: string, value: string): Extract<Effect, { do: 'set' }> {
  return { do: 'set', hash: 'run', field, value };
}
