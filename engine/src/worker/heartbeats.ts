import type { ActivityTask } from '../model/task';
import type { Payload } from '../model/payload';
import type { Namespace } from '../namespace/namespace';
import type { ActivityCancelReason, ActivityHandler } from './contract';

/**
 * Sends an activity's heartbeats: the first at once, later ones throttled to 0.8 of its heartbeat timeout (30 s without
 * one; never more than 60 s), the last value wins (spec 9.15). What it learns, it tells `onCancel`.
 */
export interface Heartbeats {
  record(details: readonly Payload[]): void;
  /** Sends what is still held back; before a failure is reported, so that the next attempt sees it. */
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
    sending = namespace.store
      .heartbeat(shard, {
        runId: task.runId,
        scheduledEventId: task.scheduledEventId,
        attempt: task.attempt,
        details: details.length > 0 ? JSON.stringify(details) : undefined,
      })
      .then(({ state, cancelRequested }) => {
        if (state === 'gone') onCancel('NOT_FOUND');
        else if (cancelRequested) onCancel('CANCELLED');
      })
      .catch(() => undefined);
  };
  return {
    record(details) {
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
    stop: () => clearTimeout(timer),
  };
}
