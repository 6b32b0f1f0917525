/** Who serves entities, and how fast. */
import type { EngineClient, RosterEntry } from '@perdure/engine';
import { queueOf } from '../flow/names';
import type { WorkerProfile } from './roster';
import type { QuorumProfile, RollCallOptions, ThrottleOptions } from './types';

export async function rollCall(
  { roster }: EngineClient,
  namespace: string,
  { entity, taskQueue }: RollCallOptions,
): Promise<QuorumProfile[]> {
  const queue = entity === undefined ? undefined : queueOf(taskQueue ?? entity, entity);
  const entries = (await roster.list()).filter((entry) => queue === undefined || entry.taskQueue === queue);
  return entries.map((entry) => profileOf(entry, namespace));
}

/** @throws TypeError for what is no number of milliseconds. */
export async function throttle(
  { roster }: EngineClient,
  { throttle: ms, entity, taskQueue, topic, guid }: ThrottleOptions,
): Promise<void> {
  if (!Number.isInteger(ms) || ms < -1) {
    throw new TypeError(`throttle is ${ms}: give whole milliseconds between tasks, 0 for none, -1 to pause`);
  }
  const queue = topic ?? (entity === undefined ? undefined : queueOf(taskQueue ?? entity, entity));
  if (guid !== undefined && queue !== undefined) {
    throw new TypeError('A throttle is of one worker (guid) or of one entity (entity, topic), not of both');
  }
  await roster.throttle({
    ms,
    ...(guid !== undefined && { worker: guid }),
    ...(queue !== undefined && { taskQueue: queue }),
  });
}

function profileOf(
  { worker, taskQueue, atMs, profile, waiting, throttleMs }: RosterEntry,
  namespace: string,
): QuorumProfile {
  const { entity, host, pid, running, capacity } = profile as unknown as WorkerProfile;
  return {
    namespace,
    entity,
    worker_topic: taskQueue,
    engine_id: worker,
    host,
    pid,
    running,
    capacity,
    stream_depth: waiting,
    throttle: throttleMs,
    timestamp: new Date(atMs).toISOString(),
  };
}
