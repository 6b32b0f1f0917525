import {
  activityInfo,
  ApplicationFailure,
  cancellationDetails,
  cancellationSignal,
  cancelled,
  CancelledFailure,
  CompleteAsyncError,
  heartbeat,
  sleep,
} from '@perdure/activity';

/** What activities tell tests, by workflow id. */
const reports = new Map<string, unknown[]>();

export function reportsOf(workflowId: string): unknown[] {
  return reports.get(workflowId) ?? [];
}

function report(value: unknown): void {
  const { workflowId } = activityInfo().workflowExecution ?? { workflowId: '' };
  reports.set(workflowId, [...reportsOf(workflowId), value]);
}

export async function echo<T>(value: T): Promise<T> {
  return Promise.resolve(value);
}

/** The same, a little later. */
export async function echoLater<T>(value: T, ms: number): Promise<T> {
  await sleep(ms);
  return value;
}

export async function fails(message: string, type: string, nonRetryable: boolean, details: unknown[]): Promise<never> {
  report(activityInfo().attempt);
  return Promise.reject(ApplicationFailure.create({ message, type, nonRetryable, details }));
}

export class CustomError extends Error {
  override readonly name = 'CustomError';
}

export async function throwsCustomError(): Promise<never> {
  return Promise.reject(new CustomError('of a class of its own'));
}

/** Fails until this attempt, then answers with it. */
export async function succeedsAt(attempt: number, nextRetryDelayMs?: number): Promise<number> {
  const info = activityInfo();
  report({ attempt: info.attempt, atMs: info.currentAttemptScheduledTimestampMs });
  if (info.attempt < attempt) {
    throw ApplicationFailure.create({ message: 'not yet', nextRetryDelay: nextRetryDelayMs });
  }
  return Promise.resolve(info.attempt);
}

/** Never ends by itself, and does not heartbeat. */
export async function hangs(): Promise<string> {
  await cancelled();
  return 'never';
}

/** Ends only by cancellation, and gives in to it. */
export async function beats(): Promise<string> {
  for (;;) {
    heartbeat();
    await sleep(20);
  }
}

/** Is told that it is cancelled, and answers all the same. */
export async function ignoresCancellation(): Promise<string> {
  const signal = cancellationSignal();
  while (!signal.aborted) {
    heartbeat();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  report(cancellationDetails()?.cancelRequested);
  return 'went on';
}

/** Throws a cancellation nobody asked for. */
export async function cancelsItself(): Promise<never> {
  return Promise.reject(new CancelledFailure('of its own accord'));
}

/** The first attempt fails after some heartbeats; the next says what it sees of them. */
export async function resumes(): Promise<unknown> {
  if (activityInfo().attempt > 1) return activityInfo().heartbeatDetails as unknown;
  for (let row = 0; row <= 5; row++) heartbeat({ row });
  throw ApplicationFailure.retryable('once more');
}

/** Somebody else completes it; the token goes to the test. */
export async function completedElsewhere(): Promise<unknown> {
  report(activityInfo().taskToken);
  return Promise.reject(new CompleteAsyncError());
}

export async function infoOfActivity() {
  const { activityType, attempt, taskQueue, workflowType, isLocal, workflowNamespace, startToCloseTimeoutMs } =
    activityInfo();
  return Promise.resolve({
    activityType,
    attempt,
    taskQueue,
    workflowType,
    isLocal,
    workflowNamespace,
    startToCloseTimeoutMs,
  });
}

/** Long enough to be found running. */
export async function takesAMoment(): Promise<number> {
  report('began');
  await new Promise((resolve) => setTimeout(resolve, 200));
  return activityInfo().attempt;
}

/** The first attempt ends only when it is told to. */
export async function firstAttemptHangs(): Promise<number> {
  const { attempt } = activityInfo();
  report('began');
  if (attempt === 1) await cancelled();
  return attempt;
}

/** The first attempt beats once and hangs; the next gives back what it has seen of it. */
export async function beatsOnce(): Promise<unknown> {
  const { attempt, heartbeatDetails } = activityInfo() as { attempt: number; heartbeatDetails?: unknown };
  if (attempt > 1) return heartbeatDetails;
  heartbeat({ at: 1 });
  await cancelled();
  return 'never';
}

/** Its details cannot be converted. */
export async function beatsBigInt(): Promise<void> {
  heartbeat(10n);
  await cancelled();
}
