import type { Failure } from '../../model/failure';
import type { Payload } from '../../model/payload';
import { invariant } from '../../invariant';
import type { DueEntry, DueRun } from '../../model/due';
import type { Attempt } from '../attempt';
import { activityField } from '../pending-activity';
import { withOptions } from '../standalone/options';

/** The attempt a due entry `act:<id>:<what>` speaks of, and its state; undefined when the activity is gone. */
export function attemptOf(
  run: Pick<DueRun, 'runId' | 'workflowId'>,
  entry: Pick<DueEntry, 'record' | 'event'>,
  id: number,
): { readonly attempt: Attempt; readonly state: string; readonly beat: readonly Payload[] | undefined } | undefined {
  const [state, number] = (entry.record[activityField(id)] ?? '').split(' ');
  if (!state || !number) return undefined;
  const scheduled = entry.event;
  invariant(scheduled?.type === 'ActivityTaskScheduled', 'a pending activity has its ActivityTaskScheduled event');
  const [, startedMs] = (entry.record[activityField(id, ':at')] ?? '').split(' ');
  const options = entry.record[activityField(id, ':options')];
  const attempt: Attempt = {
    workflowId: run.workflowId,
    runId: run.runId,
    scheduledEventId: id,
    attempt: Number(number),
    scheduled: withOptions(scheduled, options),
    startedMs: Number(startedMs ?? 0),
    lastFailure: parse<Failure>(entry.record[activityField(id, ':failure')]),
    options,
  };
  return { attempt, state, beat: parse<readonly Payload[]>(entry.record[activityField(id, ':beat')]) };
}

function parse<T>(json: string | undefined): T | undefined {
  return json === undefined ? undefined : (JSON.parse(json) as T);
}
