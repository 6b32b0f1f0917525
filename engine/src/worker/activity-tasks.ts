/**
 * Runs activity attempts through the handler and reports how they ended. An attempt that the store has given up
 * (timed out, cancelled run) is told so and its result is dropped: the store decides who was first (invariant 4).
 */
import { endAttempt } from '../decide/activity-result';
import type { AttemptEnd } from '../decide/attempt';
import { taskToken } from '../client/activity-completion';
import type { Failure } from '../model/failure';
import { LIMITS } from '../limits';
import { shortId } from '../model/ids';
import { bytesOverLimit } from '../model/payload-size';
import type { ActivityTask, Task } from '../model/task';
import type { EagerOffer } from '../model/transition';
import { withoutTrace } from '../model/trace-header';
import type { Namespace } from '../namespace/namespace';
import { watchedActivity } from '../telemetry/activity';
import { measured } from '../telemetry/requests';
import type { TaskPlace } from '../telemetry/workflow-task-spans';
import type { ActivityCancelReason, ActivityControl, ActivityHandler, ActivityOutcome } from './contract';
import { createHeartbeats } from './heartbeats';
import { isStandalone } from '../model/reserved-ids';
import { endStandalone } from './standalone-attempt';

export interface ActivityTasksOptions {
  readonly namespace: Namespace;
  readonly handler: ActivityHandler;
  readonly place: TaskPlace;
  readonly identity: string;
  readonly reserveEager: (runId: string) => EagerOffer | undefined;
  readonly onEager: (offer: EagerOffer | undefined, tasks: readonly Task[]) => void;
  readonly onError: (error: unknown, context: string) => void;
}

export interface ActivityTasks {
  readonly heartbeating: number;
  run(task: ActivityTask): Promise<void>;
  cancelAll(reason: ActivityCancelReason): void;
}

export function createActivityTasks(options: ActivityTasksOptions): ActivityTasks {
  const running = new Set<Cancellation>();
  let heartbeating = 0;
  return {
    get heartbeating() {
      return heartbeating;
    },
    cancelAll: (reason) => {
      for (const cancellation of running) cancellation.request(reason);
    },
    async run(task) {
      const cancellation = createCancellation();
      running.add(cancellation);
      const beats = task.scheduled.heartbeatTimeoutMs ? 1 : 0;
      heartbeating += beats;
      try {
        await runAttempt(options, task, cancellation);
      } catch (error) {
        options.onError(error, `activity ${task.scheduled.activityType} of run ${task.runId}`);
      } finally {
        heartbeating -= beats;
        running.delete(cancellation);
      }
    },
  };
}

async function runAttempt(
  options: ActivityTasksOptions,
  task: ActivityTask,
  cancellation: Cancellation,
): Promise<void> {
  const heartbeats = createHeartbeats(options.namespace, options.handler, task, cancellation.request);
  const stopTimeout = localTimeout(task, cancellation);
  const control: ActivityControl = {
    taskToken: taskToken(task),
    onCancel: cancellation.onRequest,
    heartbeat: heartbeats.record,
  };
  try {
    const shown = untraced(task);
    const outcome = await watchedActivity(options.place, task, () => options.handler.run(shown, control));
    if (outcome.status === 'failed' || outcome.status === 'willCompleteAsync') await heartbeats.flush();
    if (cancellation.gone) return;
    await report(options, task, outcome);
  } finally {
    heartbeats.stop();
    stopTimeout();
  }
}

/** What the code is shown: the trace is none of its headers. */
function untraced(task: ActivityTask): ActivityTask {
  const header = withoutTrace(task.scheduled.header);
  return header === task.scheduled.header ? task : { ...task, scheduled: { ...task.scheduled, header } };
}

/** The store ends an attempt that takes too long; the code is told at about the same time. */
function localTimeout(task: ActivityTask, cancellation: Cancellation): () => void {
  const { startToCloseTimeoutMs } = task.scheduled;
  if (!startToCloseTimeoutMs || startToCloseTimeoutMs > LIMITS.timerMs) return () => undefined;
  const timer = setTimeout(() => cancellation.request('TIMED_OUT'), startToCloseTimeoutMs);
  timer.unref();
  return () => clearTimeout(timer);
}

/** What Temporal's server makes of it. */
const RESULT_TOO_LARGE: Failure = {
  message: 'Complete result exceeds size limit.',
  source: 'Server',
  info: { kind: 'server', nonRetryable: true },
};

const ENDS = {
  completed: ({ result }, maxPayloadBytes) =>
    bytesOverLimit(result, maxPayloadBytes) === undefined
      ? { as: 'completed', result }
      : { as: 'failed', failure: RESULT_TOO_LARGE },
  failed: ({ failure }) => ({ as: 'failed', failure }),
  cancelled: ({ details }) => ({ as: 'cancelled', details }),
  willCompleteAsync: () => undefined,
} satisfies {
  [S in ActivityOutcome['status']]: (
    outcome: Extract<ActivityOutcome, { status: S }>,
    maxPayloadBytes: number,
  ) => AttemptEnd | undefined;
};

function endOf(outcome: ActivityOutcome, maxPayloadBytes: number): AttemptEnd | undefined {
  const rule = ENDS[outcome.status] as (outcome: ActivityOutcome, maxPayloadBytes: number) => AttemptEnd | undefined;
  return rule(outcome, maxPayloadBytes);
}

async function report(options: ActivityTasksOptions, task: ActivityTask, outcome: ActivityOutcome): Promise<void> {
  const { namespace, identity } = options;
  const end = endOf(outcome, namespace.maxPayloadBytes);
  if (!end) return;
  if (isStandalone(task)) return endStandalone(namespace, task, end, identity);
  const offer = options.reserveEager(task.runId);
  let tasks: readonly Task[] = [];
  try {
    const transition = endAttempt(task, end, {
      identity,
      nowMs: namespace.clock.nowMs(),
      retentionMs: namespace.retentionMs(),
      dedupe: { kind: 'run', requestId: shortId() },
      eager: offer,
    });
    const result = await measured(RESPONSES[end.as], namespace.store.namespace, () =>
      namespace.applier.apply(task.workflowId, transition),
    );
    if (result.outcome === 'applied') tasks = result.tasks;
  } finally {
    options.onEager(offer, tasks);
  }
}

const RESPONSES: Readonly<Record<AttemptEnd['as'], string>> = {
  completed: 'RespondActivityTaskCompleted',
  failed: 'RespondActivityTaskFailed',
  cancelled: 'RespondActivityTaskCanceled',
};

/** One request to stop, heard once by whoever listens, now or later. */
interface Cancellation {
  /** True when the store no longer waits for this attempt. */
  readonly gone: boolean;
  readonly request: (reason: ActivityCancelReason) => void;
  readonly onRequest: (listener: (reason: ActivityCancelReason) => void) => void;
}

function createCancellation(): Cancellation {
  let requested: ActivityCancelReason | undefined;
  let listener: ((reason: ActivityCancelReason) => void) | undefined;
  return {
    get gone() {
      return requested === 'NOT_FOUND' || requested === 'TIMED_OUT';
    },
    request(reason) {
      if (requested) return;
      requested = reason;
      listener?.(reason);
    },
    onRequest(heard) {
      listener = heard;
      if (requested) heard(requested);
    },
  };
}
