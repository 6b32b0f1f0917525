import { LIMITS } from '../limits';
import type { ActivityTask } from '../model/task';
import type { Payload } from '../model/payload';
import type { Namespace } from '../namespace/namespace';
import { measured } from '../telemetry/requests';
import type { ActivityCancelReason, ActivityHandler } from './contract';
import { stopReason } from '../client/standalone/stop-reason';

/**
 * Sends an activity's heartbeats: the first at once, later ones throttled to 0.8 of its heartbeat timeout (30 s without
 * one; never more than 60 s), the last value wins (spec 9.15). What it learns, it tells `onCancel`.
 */
export interface Heartbeats {
  readonly record: (details: readonly Payload[]) => void;
  /** Sends what is still held back, so that it is kept for the next attempt, or while somebody else completes this one. */
  flush(): Promise<void>;
  stop(): void;
}

export function createHeartbeats(
  namespace: Namespace,
  handler: Pick<ActivityHandler, 'maxHeartbeatThrottleIntervalMs' | 'defaultHeartbeatThrottleIntervalMs'>,
  task: ActivityTask,
  onCancel: (reason: ActivityCancelReason) => void,
): Heartbeats {
  const timeoutMs = task.scheduled.heartbeatTimeoutMs;
  const throttleMs = Math.min(
    timeoutMs ? timeoutMs * 0.8 : handler.defaultHeartbeatThrottleIntervalMs,
    handler.maxHeartbeatThrottleIntervalMs,
  );
  const shard = namespace.applier.shardOf(task.workflowId);
  let stopped = false;
  let silence: NodeJS.Timeout | undefined;
  /** The store gives up an attempt that is not heard of; its code is told at about the same time. */
  const listen = (): void => {
    clearTimeout(silence);
    if (!timeoutMs || timeoutMs > LIMITS.timerMs) return;
    silence = setTimeout(() => onCancel('TIMED_OUT'), timeoutMs);
    silence.unref();
  };
  listen();
  let held: readonly Payload[] | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();

  const send = (details: readonly Payload[]): void => {
    timer = setTimeout(() => {
      timer = undefined;
      const next = held;
      held = undefined;
      if (next) send(next);
    }, throttleMs);
    timer.unref();
    const beat = {
      runId: task.runId,
      scheduledEventId: task.scheduledEventId,
      attempt: task.attempt,
      details: details.length > 0 ? JSON.stringify(details) : undefined,
    };
    sending = measured('RecordActivityTaskHeartbeat', namespace.store.namespace, () =>
      namespace.store.heartbeat(shard, beat),
    )
      .then(async ({ state, cancelRequested }) => {
        if (state === 'gone') onCancel('NOT_FOUND');
        else if (cancelRequested) onCancel(await stopReason(namespace, task));
      })
      .catch(() => undefined);
  };
  return {
    record(details) {
      if (stopped) return;
      listen();
      if (timer) held = details;
      else send(details);
    },
    async flush() {
      clearTimeout(timer);
      if (held) send(held);
      held = undefined;
      clearTimeout(timer);
      await sending;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(silence);
    },
  };
}
