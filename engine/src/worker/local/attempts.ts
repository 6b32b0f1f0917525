/**
 * One local activity, from its first attempt to its end. Owns its places, timeouts and retries; a backoff longer than the
 * threshold is handed back, for a timer of the workflow.
 *
 * 1. Resolves to undefined when nobody is to hear of it: its run was given up, or the worker shuts down before the end.
 * 2. A place is held as long as the function runs, also when nobody waits for it any more.
 */
import { decideLocalRetry } from '../../decide/local-retry';
import { LIMITS } from '../../limits';
import type { Failure, RetryState, TimeoutKind } from '../../model/failure';
import type { LocalActivityEnd, LocalActivityOutcome, LocalActivityRequest } from '../../model/local-activity';
import { bytesOverLimit } from '../../model/payload-size';
import { DEFAULT_ACTIVITY_RETRY } from '../../model/retry-policy';
import { watchedActivity } from '../../telemetry/activity';
import type { TaskPlace } from '../../telemetry/workflow-task-spans';
import type { ActivityControl, ActivityHandler, ActivityOutcome } from '../contract';
import { localTask, localTimeouts, type LocalRun } from './local-task';
import type { Places } from './places';
import { after, createStop, pause, type Stop } from './stop';

/** What local activities of a worker share. */
export interface LocalHost {
  readonly handler: ActivityHandler;
  readonly place: TaskPlace;
  readonly places: Places;
  /** A place was taken or given back. */
  readonly onPlaces: (places: Places) => void;
  readonly nowMs: () => number;
  readonly maxPayloadBytes: number;
}

type AttemptEnd =
  | { readonly status: 'completed' | 'cancelled' | 'failed'; readonly outcome: LocalActivityOutcome }
  | { readonly status: 'stopped' };

/** Runs attempt after attempt. Never rejects, as handlers never do. */
export async function runAttempts(
  host: LocalHost,
  run: LocalRun,
  request: LocalActivityRequest,
  stop: Stop,
): Promise<LocalActivityEnd | undefined> {
  const { seq, retryPolicy = DEFAULT_ACTIVITY_RETRY } = request;
  const originalScheduleTimeMs = request.originalScheduleTimeMs ?? host.nowMs();
  const closeMs = localTimeouts(request).scheduleToCloseTimeoutMs;
  const expirationMs = closeMs === undefined ? undefined : originalScheduleTimeMs + closeMs;
  for (let attempt = request.attempt; ; attempt += 1) {
    const end = (outcome: LocalActivityOutcome): LocalActivityEnd => ({
      seq,
      attempt,
      outcome,
      endedMs: host.nowMs(),
      originalScheduleTimeMs,
    });
    const ended = await runAttempt(host, run, request, { attempt, expirationMs, stop });
    if (ended.status === 'stopped') return stop.reason === 'CANCELLED' ? end({ status: 'cancelled' }) : undefined;
    if (ended.outcome.status !== 'failed') return end(ended.outcome);
    const { failure } = ended.outcome;
    const decision = decideLocalRetry({ policy: retryPolicy, attempt, failure, nowMs: host.nowMs(), expirationMs });
    if (!decision.retry) return end({ status: 'failed', failure: reported(failure, request, decision.state) });
    const backoffMs = decision.delayMs;
    if (backoffMs > (request.localRetryThresholdMs ?? LIMITS.localRetryThresholdMs)) {
      return end({ status: 'backoff', failure: reported(failure, request, 'IN_PROGRESS'), backoffMs });
    }
    if (await pause(backoffMs, stop)) continue;
    return stop.reason === 'CANCELLED' ? end({ status: 'cancelled' }) : undefined;
  }
}

interface AttemptOptions {
  readonly attempt: number;
  readonly expirationMs: number | undefined;
  readonly stop: Stop;
}

async function runAttempt(
  host: LocalHost,
  run: LocalRun,
  request: LocalActivityRequest,
  options: AttemptOptions,
): Promise<AttemptEnd> {
  const scheduledMs = host.nowMs();
  const placed = await waitForPlace(host, request, options);
  if (placed !== 'placed') return placed;
  host.onPlaces(host.places);
  const nowMs = host.nowMs();
  const task = localTask(run, request, { attempt: options.attempt, scheduledMs, nowMs });
  const { startToCloseTimeoutMs = Infinity } = task.scheduled;
  const leftMs = options.expirationMs === undefined ? Infinity : Math.max(0, options.expirationMs - nowMs);
  const kind = leftMs <= startToCloseTimeoutMs ? 'SCHEDULE_TO_CLOSE' : 'START_TO_CLOSE';
  const own = createStop();
  const forget = options.stop.onRequest(own.request);
  const begin = (): Promise<ActivityOutcome> => host.handler.run(task, control(run, request, options.attempt, own));
  const running = watchedActivity(host.place, task, begin).finally(() => {
    host.places.release();
    host.onPlaces(host.places);
    forget();
  });
  const outcome = await orLate(running, Math.min(leftMs, startToCloseTimeoutMs), () => own.request('TIMED_OUT'));
  if (outcome === 'late') return timedOut(kind);
  return endOf(host, outcome, options.stop);
}

/** Waits for a place, no longer than its timeouts allow. */
async function waitForPlace(
  { places, nowMs }: LocalHost,
  request: LocalActivityRequest,
  { expirationMs = Infinity, stop }: AttemptOptions,
): Promise<AttemptEnd | 'placed'> {
  const leftMs = expirationMs - nowMs();
  if (leftMs <= 0) return timedOut('SCHEDULE_TO_CLOSE');
  const { scheduleToStartTimeoutMs = Infinity } = localTimeouts(request);
  const kind = leftMs <= scheduleToStartTimeoutMs ? 'SCHEDULE_TO_CLOSE' : 'SCHEDULE_TO_START';
  const leave = createStop();
  const forget = stop.onRequest(leave.request);
  const takeBack = after(Math.min(leftMs, scheduleToStartTimeoutMs), () => leave.request('TIMED_OUT'));
  const placed = await places.take(leave.signal);
  takeBack();
  forget();
  if (placed) return 'placed';
  return stop.reason ? { status: 'stopped' } : timedOut(kind);
}

/** Local activities are told to stop at once and need no heartbeat; details of one go nowhere. */
function control(run: LocalRun, request: LocalActivityRequest, attempt: number, stop: Stop): ActivityControl {
  return {
    taskToken: `local activity ${run.runId} ${request.activityId} ${attempt}`,
    onCancel: (listener) => void stop.onRequest(listener),
    heartbeat: () => undefined,
  };
}

function orLate<T>(running: Promise<T>, ms: number, late: () => void): Promise<T | 'late'> {
  return new Promise((resolve) => {
    const takeBack = after(ms, () => {
      late();
      resolve('late');
    });
    void running.then((value) => {
      takeBack();
      resolve(value);
    });
  });
}

const NOT_LATER: Failure = {
  message: 'A local activity cannot be completed from outside: use an ordinary activity for that',
  source: 'Server',
  info: { kind: 'application', type: 'LocalActivityCannotCompleteAsync', nonRetryable: true },
};
const RESULT_TOO_LARGE: Failure = {
  message: 'Complete result exceeds size limit.',
  source: 'Server',
  info: { kind: 'server', nonRetryable: true },
};

/** What the handler said. After a shutdown only a result counts: another worker begins again. */
function endOf(host: LocalHost, outcome: ActivityOutcome, stop: Stop): AttemptEnd {
  if (stop.reason === 'NOT_FOUND') return { status: 'stopped' };
  if (stop.reason === 'WORKER_SHUTDOWN' && outcome.status !== 'completed') return { status: 'stopped' };
  switch (outcome.status) {
    case 'completed': {
      const tooLarge = bytesOverLimit(outcome.result, host.maxPayloadBytes) !== undefined;
      return tooLarge ? failed(RESULT_TOO_LARGE) : { status: 'completed', outcome };
    }
    case 'cancelled':
      return { status: 'cancelled', outcome };
    case 'failed':
      return failed(outcome.failure);
    case 'willCompleteAsync':
      return failed(NOT_LATER);
  }
}

function failed(failure: Failure): AttemptEnd {
  return { status: 'failed', outcome: { status: 'failed', failure } };
}

function timedOut(timeoutType: TimeoutKind): AttemptEnd {
  return failed({ message: TIMED_OUT, info: { kind: 'timeout', timeoutType } });
}

const TIMED_OUT = 'Activity timed out';

/** Workflow code gets what the function threw as it is; a timeout says which activity it was. */
function reported(failure: Failure, { activityId, activityType }: LocalActivityRequest, state: RetryState): Failure {
  if (failure.info?.kind !== 'timeout') return failure;
  return { message: TIMED_OUT, cause: failure, info: { kind: 'activity', activityId, activityType, retryState: state } };
}
