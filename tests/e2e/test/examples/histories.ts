/** Histories of the examples, taken from Redis as they lie there, beside the workers that made them. */
import { toTemporalJson, type HistoryEvent } from '@perdure/engine';
import { parseEvents } from '@perdure/engine/lib/store/codec';
import { testRedisUrl } from '@perdure/testkit';
import { Worker, type ReplayWorkerOptions, type WorkerOptions } from '@perdure/worker';
import type { PayloadCodec } from '@temporalio/common';
import { JSONToPayload, payloadToJSON } from '@temporalio/common/lib/proto-utils';
import { Redis } from 'ioredis';

export interface Run {
  readonly workflowId: string;
  readonly runId: string;
  readonly history: object;
}
/** The runs of one task queue, and what their worker was made with. */
export interface Made {
  readonly options: ReplayWorkerOptions;
  readonly runs: Run[];
}

/** What a replay needs of a worker's options. */
export function replayOptions({ workflowsPath, dataConverter, interceptors }: WorkerOptions): ReplayWorkerOptions {
  return { workflowsPath, dataConverter, ...(interceptors && { interceptors }) };
}

/** By task queue. The last worker of a queue is the one with the newest code. */
export async function collect(
  namespace: string,
  workers: ReadonlyMap<string, ReplayWorkerOptions>,
): Promise<ReadonlyMap<string, Made>> {
  const found = new Map<string, Made>();
  for (const events of await historiesIn(namespace)) {
    const [started] = events;
    // Schedules and activities of their own have records that are no histories of workflows.
    if (started?.type !== 'WorkflowExecutionStarted') continue;
    const { taskQueue, workflowId, runId } = started;
    const options = workers.get(taskQueue);
    if (options === undefined) throw new Error(`No worker was made for task queue ${taskQueue}`);
    const made = found.get(taskQueue) ?? { options, runs: [] };
    made.runs.push({ workflowId, runId, history: JSON.parse(JSON.stringify(toTemporalJson(events))) as object });
    found.set(taskQueue, made);
  }
  return found;
}

async function historiesIn(namespace: string): Promise<HistoryEvent[][]> {
  const redis = new Redis(testRedisUrl());
  try {
    const keys = await redis.keys(`{*/${namespace}/*}:h:*`);
    return await Promise.all(
      keys.map(async (key) => {
        const [queue, tt] = await redis.hmget(key.replace(':h:', ':r:'), 'queue', 'tt');
        return parseEvents(await redis.lrange(key, 0, -1), 1, { queue: queue ?? '', tt: tt ?? '' });
      }),
    );
  } finally {
    redis.disconnect();
  }
}

/** Runs that our replayer has something against. */
export async function refusedByOurs({ options, runs }: Made): Promise<string[]> {
  const refused: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(options, runs)) {
    if (error) refused.push(`${workflowId}: ${error.message}`);
  }
  return refused;
}

/** The history as a program without these codecs reads it: a codec cannot travel to another process. */
export async function decoded(json: unknown, codecs: readonly PayloadCodec[]): Promise<unknown> {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return Promise.all(json.map((one) => decoded(one, codecs)));
  if ('metadata' in json && 'data' in json) return decodedPayload(json, codecs);
  const entries = Object.entries(json).map(async ([key, value]) => [key, await decoded(value, codecs)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function decodedPayload(json: object, codecs: readonly PayloadCodec[]): Promise<unknown> {
  let payloads = [JSONToPayload(json)];
  for (const codec of [...codecs].reverse()) payloads = await codec.decode(payloads);
  return payloadToJSON(payloads[0]!);
}
