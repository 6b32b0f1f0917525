import { EngineError } from '../errors';
import { attemptOf } from '../decide/due/attempt';
import { endAttempt } from '../decide/activity-result';
import type { Attempt, AttemptEnd } from '../decide/attempt';
import { newId } from '../model/ids';
import { reservedId } from '../model/reserved-ids';
import type { Payload } from '../model/payload';
import type { Transition } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import type { RunRecord } from '../store/contract';
import { applyInTime } from './apply-in-time';
import { checkPayloads } from './check-request';
import { stopReason } from './standalone/stop-reason';
import type { ActivityTarget, CallOptions } from './contract';
import { expired } from './refusals';

/** What a task token says. */
interface Token {
  readonly workflowId: string;
  readonly runId: string;
  readonly scheduledEventId: number;
  readonly attempt: number;
}

/** An opaque name of one attempt, for whoever completes it from outside. */
export function taskToken({ workflowId, runId, scheduledEventId, attempt }: Token): string {
  return Buffer.from(JSON.stringify([workflowId, runId, scheduledEventId, attempt])).toString('base64url');
}

/** INVALID_ARGUMENT error for anything but a task token. */
export function readToken(token: string): Token {
  try {
    const [workflowId, runId, scheduledEventId, attempt] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [
      string,
      string,
      number,
      number,
    ];
    return { workflowId, runId, scheduledEventId, attempt };
  } catch (cause) {
    throw new EngineError(
      'INVALID_ARGUMENT',
      'The task token cannot be read: pass the bytes of activityInfo().taskToken unchanged',
      {},
      { cause },
    );
  }
}

/** Ends an activity from outside. The first to do so wins; everybody else gets NOT_FOUND. */
export async function endFromOutside(
  namespace: Namespace,
  target: ActivityTarget,
  end: AttemptEnd,
  identity?: string,
  options?: CallOptions,
): Promise<void> {
  if (end.as === 'completed') checkPayloads('result of the activity', end.result, namespace.maxPayloadBytes);
  const attempt = await findAttempt(namespace, target);
  // Remembered for a while, not only until the run's next completion: nobody tells the caller later what came of it.
  const dedupe = { kind: 'window', requestId: newId() } as const;
  const retentionMs = namespace.retentionMs();
  const make = (nowMs: number): Transition => endAttempt(attempt, end, { identity, nowMs, retentionMs, dedupe });
  const result = await applyInTime(namespace, attempt.workflowId, make, options);
  if (result.outcome === 'expired') throw expired('The completion of the activity');
  if (result.outcome !== 'applied') throw activityGone();
}

export async function heartbeatFromOutside(
  namespace: Namespace,
  target: ActivityTarget,
  details: readonly Payload[],
): Promise<{ cancelRequested: boolean; pauseRequested: boolean }> {
  const { workflowId, runId, scheduledEventId, attempt } =
    'taskToken' in target ? readToken(target.taskToken) : await findAttempt(namespace, target);
  checkPayloads('heartbeat details', details, namespace.maxPayloadBytes);
  const reply = await namespace.store.heartbeat(namespace.applier.shardOf(workflowId), {
    runId,
    scheduledEventId,
    attempt,
    details: JSON.stringify(details),
  });
  if (reply.state === 'gone') throw activityGone();
  const reason = reply.cancelRequested && (await stopReason(namespace, { workflowId, runId, scheduledEventId }));
  return { cancelRequested: reason === 'CANCELLED', pauseRequested: reason === 'PAUSED' };
}

async function findAttempt(namespace: Namespace, target: ActivityTarget): Promise<Attempt> {
  const named = 'taskToken' in target ? readToken(target.taskToken) : target;
  const workflowId = 'activityId' in named ? workflowOf(named) : named.workflowId;
  const run = await namespace.store.readRun(namespace.applier.shardOf(workflowId), workflowId, named.runId);
  const id = run && ('scheduledEventId' in named ? named.scheduledEventId : idOf(run, named.activityId));
  const found = run && id !== undefined ? attemptOf(run, { record: run.pending, event: run.asked[id] }, id) : undefined;
  const same = found && (!('attempt' in named) || found.attempt.attempt === named.attempt);
  if (!found || !same || found.state !== 'started') throw activityGone();
  return found.attempt;
}

function workflowOf({ workflowId, activityId }: Exclude<ActivityTarget, { taskToken: string }>): string {
  return workflowId ?? reservedId('activity', activityId);
}

function idOf(run: RunRecord, activityId: string): number | undefined {
  const event = Object.values(run.asked).find(
    (asked) => asked.type === 'ActivityTaskScheduled' && asked.activityId === activityId,
  );
  return event?.eventId;
}

function activityGone(): EngineError {
  return new EngineError(
    'NOT_FOUND',
    'The activity is not running: it has been completed, has timed out or is between attempts, or its workflow is closed',
  );
}
