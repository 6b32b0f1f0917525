/** Processes that have functions of topics. Owns their workers until `stopCallWorkers`. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ApplicationFailure } from '@temporalio/common';
import { activityInfo, cancellationSignal, heartbeat } from '@perdure/activity';
import type { NativeConnection } from '@perdure/worker';
import { connect } from '../connection/pool';
import { checkMaxConcurrent } from '../max-concurrent';
import { checkTopic } from './check';
import { meshcallCron } from './cron-workflow';
import { CRON_TYPE, DEFAULT_NAMESPACE, queueOf } from './names';
import type { AnyFunction } from '../functions';
import { workerGroup, type RunningWorker } from '../worker-group';
import type { ConnectParams } from './types';

/** What a call brings beside its arguments. */
export interface CallEnvelope {
  readonly args: readonly unknown[];
  readonly fingerprint: string;
  /** Whether it is repeated when the function throws. */
  readonly repeats: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

const HEARTBEAT_EVERY_MS = 1_000;
const DEFAULT_MAX_CONCURRENT = 100;
const workers = workerGroup();
const current = new AsyncLocalStorage<CallEnvelope>();

/** What `connect` answers: stops this function, and nothing else of the process. */
export interface ConnectedFunction {
  readonly topic: string;
  stop(): Promise<void>;
}

/** Offers the function under its topic, from now on. */
export async function connectFunction(params: ConnectParams): Promise<ConnectedFunction> {
  const { topic, callback } = params;
  checkTopic(topic);
  checkCallback(topic, callback);
  checkMaxConcurrent(params.maxConcurrent);
  const connection = await connect(params.redis ?? params.connection);
  const worker = await start(connection, params);
  return { topic, stop: () => worker.stop() };
}

export function checkCallback(topic: string, callback: unknown): void {
  if (typeof callback !== 'function') throw new TypeError(`The callback of topic '${topic}' is not a function`);
}

/** Headers of the call that is being answered; empty outside of one. */
export function headers(): Readonly<Record<string, string>> {
  return current.getStore()?.headers ?? {};
}

/** Aborts when the caller has cancelled the call, or its time is over. */
export function callSignal(): AbortSignal {
  return cancellationSignal();
}

export async function stopCallWorkers(): Promise<void> {
  await workers.stop();
}

function start(connection: NativeConnection, params: ConnectParams): Promise<RunningWorker> {
  const { topic, callback, guid, namespace = DEFAULT_NAMESPACE, maxConcurrent = DEFAULT_MAX_CONCURRENT } = params;
  return workers.start({
    connection,
    guid,
    namespace,
    taskQueue: queueOf(topic),
    activities: { default: (envelope: CallEnvelope) => answer(callback, envelope) },
    workflows: { [CRON_TYPE]: meshcallCron },
    maxConcurrentActivityTaskExecutions: maxConcurrent,
    // A caller that gives up, or cancels, is heard within a second.
    maxHeartbeatThrottleInterval: HEARTBEAT_EVERY_MS,
  });
}

async function answer(callback: AnyFunction, envelope: CallEnvelope): Promise<unknown> {
  const alive = setInterval(heartbeat, HEARTBEAT_EVERY_MS);
  try {
    return await current.run(envelope, () => callback(...envelope.args));
  } catch (error) {
    throw asFailure(error, envelope);
  } finally {
    clearInterval(alive);
  }
}

/** The code of the thrown error travels in the details. */
function asFailure(error: unknown, { repeats }: CallEnvelope): unknown {
  if (cancellationSignal().aborted) return error;
  const { name, message, stack, code } = (error ?? {}) as Record<string, unknown>;
  const failure = ApplicationFailure.create({
    message: typeof message === 'string' ? message : String(error),
    type: typeof name === 'string' ? name : 'Error',
    nonRetryable: !repeats,
    details: [
      {
        code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
        attempt: activityInfo().attempt,
      },
    ],
  });
  if (typeof stack === 'string') failure.stack = stack;
  return failure;
}
