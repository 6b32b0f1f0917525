import { KEEP } from '../../decide/create-run';
import { expirationMs, type Attempt } from '../../decide/attempt';
import { activityField, activityTimer, type ActivityField } from '../../decide/pending-activity';
import { scheduledAtMs } from '../../decide/standalone/options';
import type { ReadActivity } from '../../decide/standalone/options';
import { invariant } from '../../invariant';
import type { ActivityTaskStarted, EventBody, HistoryEvent } from '../../model/event';
import type { Failure } from '../../model/failure';
import type { Payload, PayloadMap } from '../../model/payload';
import { idOfReserved } from '../../model/reserved-ids';
import type {
  StandaloneDescription,
  StandaloneOutcome,
  StandaloneRunState,
  StandaloneStatus,
  StandaloneSummary,
} from '../../model/standalone-activity';
import type { RunStatus } from '../../model/status';
import type { RunRecord } from '../../store/contract';
import { pendingOf } from './read';

/** Our names of the states of runs, as activities spell them. */
const STATUS: Readonly<Partial<Record<RunStatus, StandaloneStatus>>> = {
  RUNNING: 'RUNNING',
  COMPLETED: 'COMPLETED',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELED',
  TERMINATED: 'TERMINATED',
  TIMED_OUT: 'TIMED_OUT',
};

function standaloneStatus(status: string): StandaloneStatus {
  const found = STATUS[status as RunStatus];
  invariant(found !== undefined, `no activity is ${status}`);
  return found;
}

/** What the event that closed an activity says. */
export function outcomeOfClose(event: EventBody): StandaloneOutcome {
  switch (event.type) {
    case 'ActivityTaskCompleted':
      return { result: event.result ?? [] };
    case 'ActivityTaskFailed':
    case 'ActivityTaskTimedOut':
      return { failure: event.failure };
    case 'ActivityTaskCanceled': {
      const info = { kind: 'canceled', details: event.details ?? [] } as const;
      return { failure: { message: 'Activity canceled', source: 'Server', info } };
    }
    default:
      throw new TypeError(`${event.type} does not close an activity`);
  }
}

/** An activity from its run. `events`: the whole history of one that has ended. */
export function describeStandalone(run: RunRecord, events: readonly HistoryEvent[]): StandaloneDescription {
  const read = pendingOf(run);
  const parts = read ? openParts(run, read) : closedParts(run, events);
  const { scheduled } = parts;
  return {
    nowMs: run.nowMs,
    activityId: idOfReserved('activity', run.workflowId) ?? run.workflowId,
    runId: run.runId,
    scheduledMs: scheduledAtMs(scheduled),
    expirationMs: expirationMs(scheduled),
    cancelReason: run.run['cancelRequested'],
    searchAttributes: attributesOf(run),
    stateBytes: Number(run.run['bytes'] ?? 0),
    ...parts,
  };
}

function attributesOf({ run }: RunRecord): PayloadMap {
  const fields = Object.entries(run).filter(([name]) => name.startsWith('sa:'));
  return Object.fromEntries(fields.map(([name, json]) => [name.slice('sa:'.length), JSON.parse(json) as Payload]));
}

type Parts = Pick<StandaloneDescription, 'status' | 'attempt'> &
  Partial<StandaloneDescription> & { readonly scheduled: Attempt['scheduled'] };

function openParts(run: RunRecord, { attempt, state, record }: ReadActivity): Parts {
  const id = attempt.scheduledEventId;
  const field = (suffix: ActivityField): string | undefined => record[activityField(id, suffix)];
  const beat = field(':beat');
  const endedMs = numberOf(field(':ended'));
  const nextAttemptMs = run.timers[activityTimer(id, 'retry')];
  return {
    status: state === 'paused' ? 'PAUSED' : 'RUNNING',
    runState: runState(state, field(':pause') !== undefined, run.run['cancelRequested'] !== undefined),
    scheduled: attempt.scheduled,
    attempt: attempt.attempt,
    lastStartedMs: attempt.startedMs || undefined,
    lastHeartbeatMs: numberOf(field(':alive')),
    lastAttemptEndedMs: endedMs,
    nextAttemptMs,
    retryIntervalMs: endedMs !== undefined && nextAttemptMs !== undefined ? nextAttemptMs - endedMs : undefined,
    lastWorkerIdentity: field(':worker'),
    heartbeatDetails: beat === undefined ? undefined : (JSON.parse(beat) as readonly Payload[]),
    lastFailure: attempt.lastFailure,
  };
}

function runState(state: string, isPaused: boolean, isCancelled: boolean): StandaloneRunState {
  if (state === 'paused') return 'PAUSED';
  if (state !== 'started') return 'SCHEDULED';
  if (isCancelled) return 'CANCEL_REQUESTED';
  return isPaused ? 'PAUSE_REQUESTED' : 'STARTED';
}

/** From what a run's record shows without its history. */
export function summarize(run: RunRecord): StandaloneSummary {
  const { nowMs, runId, started, latest } = run;
  invariant(
    started.type === 'ActivityTaskScheduled',
    'the history of an activity begins with its ActivityTaskScheduled',
  );
  return {
    nowMs,
    runId,
    status: standaloneStatus(run.status),
    input: started.input ?? [],
    keptUntilMs: keptUntil(run),
    outcome: run.status === 'RUNNING' ? undefined : outcomeOfClose(latest),
  };
}

function keptUntil({ run: { closed, [KEEP]: keep } }: RunRecord): number | undefined {
  return keep === undefined || closed === undefined ? undefined : Number(closed) + Number(keep);
}

function closedParts(run: RunRecord, events: readonly HistoryEvent[]): Parts {
  const { latest } = run;
  const scheduled = lastOf(events, 'ActivityTaskScheduled');
  const started = lastOf(events, 'ActivityTaskStarted');
  invariant(scheduled !== undefined, 'the history of an activity begins with its ActivityTaskScheduled');
  const outcome = outcomeOfClose(latest);
  return {
    keptUntilMs: keptUntil(run),
    status: standaloneStatus(run.status),
    scheduled,
    closedMs: latest.timeMs,
    attempt: started?.attempt ?? 1,
    lastStartedMs: started?.timeMs,
    lastAttemptEndedMs: started && latest.timeMs,
    lastWorkerIdentity: started?.identity,
    lastFailure: lastFailure(outcome, started),
    outcome,
  };
}

function lastOf<T extends HistoryEvent['type']>(events: readonly HistoryEvent[], type: T) {
  type Wanted = Extract<HistoryEvent, { type: T }>;
  return events.filter((event): event is Wanted => event.type === type).at(-1);
}

function lastFailure(outcome: StandaloneOutcome, started: ActivityTaskStarted | undefined): Failure | undefined {
  return started && 'failure' in outcome ? outcome.failure : started?.lastFailure;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
