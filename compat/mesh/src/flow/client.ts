/** Starts workflow functions and reaches those that run. */
import {
  WorkflowExecutionAlreadyStartedError,
  type Client as EngineSideClient,
  type WorkflowStartOptions,
} from '@perdure/client';
import { isEngineError } from '@perdure/engine';
import { withRecord } from '@perdure/common/lib/record';
import { keptFor } from '@perdure/common/lib/retention';
import { WorkflowIdReusePolicy } from '@temporalio/common';
import { clientOf, engineOf } from '../connection/pool';
import { DuplicateJobError } from '../errors';
import type { AnyFunction, IfFunction, Returned } from '../functions';
import { find } from '../data/find/find';
import { guid } from '../guid';
import { fieldTexts } from '../record/values';
import { checkHook, checkStart, checkText } from './check';
import { originMemo } from './origin';
import { WorkflowHandle } from './handle';
import { DEFAULT_NAMESPACE } from './names';
import { retentionMs } from './retention';
import { workflowRetry } from './retry';
import { signalFromOutside } from './send-signal';
import { target } from './target';
import type { ClientConfig, HookOptions, WorkflowOptions } from './types';

/** Names an execution. The queue and the name are what HotMesh needs; the id is enough here. */
export interface HandleTarget {
  readonly workflowId: string;
  readonly taskQueue?: string;
  readonly workflowName?: string;
  readonly namespace?: string;
}

/** How long the id of a finished execution stays taken, when it did not say so itself. */
const TAKEN_MS = 1_000;

interface Start {
  <F extends AnyFunction = never>(
    options: IfFunction<F, WorkflowOptions<Parameters<F>>>,
  ): Promise<WorkflowHandle<Returned<F>>>;
  <T = unknown>(options: WorkflowOptions): Promise<WorkflowHandle<T>>;
}

export class Client {
  readonly #config: ClientConfig;

  constructor(config: ClientConfig = {}) {
    this.#config = config;
  }

  readonly workflow = {
    /**
     * Starts a workflow function and answers at once. The type parameter is the function's type (`start<typeof example>`),
     * which types arguments and result, or the result's. @throws DuplicateJobError while an execution with the id is open, or has
     * ended less than its `expire` seconds ago.
     */
    start: (async (options: WorkflowOptions): Promise<WorkflowHandle> => {
      checkStart('start', options);
      const { queue, name } = target(options);
      const workflowId = options.workflowId ?? guid();
      const start = { workflowId, taskQueue: queue, args: options.args, retry: workflowRetry(options.config) };
      const data = options.search?.data;
      const record = data && { entity: name, fields: fieldTexts(data) };
      const kept = withRecord(keptFor(start, retentionMs(options)), record);
      const client = await this.#client(options.namespace);
      await startOnce(client, name, kept, () => this.#takenMs(workflowId, options.namespace));
      return new WorkflowHandle(client, workflowId, queue);
    }) as Start,

    /** Sends a signal to every workflow that waits for the id, or will. Answers when it is stored. */
    signal: (signalId: string, data: unknown, namespace?: string): Promise<string> =>
      this.signal(signalId, data, namespace),

    /** A handle to an execution; nothing is asked. By names as HotMesh does, or by one object. */
    getHandle: async <T = unknown>(
      first: string | HandleTarget,
      workflowName?: string,
      workflowId?: string,
      namespace?: string,
    ): Promise<WorkflowHandle<T>> => {
      if (typeof first !== 'string') return await this.getHandle<T>(first);
      if (!workflowName || !workflowId) {
        throw new TypeError('getHandle(taskQueue, workflowName, workflowId, namespace?) or getHandle({ workflowId })');
      }
      return await this.getHandle<T>({ taskQueue: first, workflowName, workflowId, namespace });
    },

    /**
     * Asks Redis' query engine for records, in its own syntax: the arguments of FT.SEARCH behind the index. Answers its reply.
     * @throws QueryEngineError where there is none.
     */
    search: async (
      _taskQueue: string,
      _workflowName: string,
      namespace: string | null,
      index: string,
      ...query: string[]
    ): Promise<unknown> => {
      const open = (name: string) => engineOf(this.#config.connection, name);
      return await find(open, index, namespace === null ? {} : { namespace }, query);
    },

    /** Runs a function beside an execution, on its record. Answers the id of its own execution. */
    hook: async <F extends AnyFunction>(options: HookOptions<Parameters<F>>): Promise<string> => {
      checkHook(options);
      const { queue, name } = target(options);
      if (!options.workflowId) throw new TypeError('A hook needs the workflowId of the execution it works on');
      const client = await this.#client(options.namespace);
      const workflowId = `${options.workflowId}-hook-${guid()}`;
      await client.workflow.start(name, {
        workflowId,
        taskQueue: queue,
        args: options.args as unknown[],
        retry: workflowRetry(options.config),
        memo: originMemo({ workflowId: options.workflowId }),
      });
      return workflowId;
    },
  } as const;

  /** Sends a signal to every workflow that waits for the id, or will. Answers when it is stored. */
  async signal(signalId: string, data: unknown, namespace?: string): Promise<string> {
    return await signalFromOutside(await this.#client(namespace), signalId, data);
  }

  /**
   * Listens to events that workflow functions `emit` under this topic, from the moment it resolves. What is told while the
   * connection is broken is not heard. Answers a function that ends it.
   */
  async subscribe<T = unknown>(
    topic: string,
    callback: (data: T, topic: string) => void,
    namespace: string = DEFAULT_NAMESPACE,
  ): Promise<() => Promise<void>> {
    const { events } = await engineOf(this.#config.connection, namespace);
    return await events.subscribe(topic, (message) => callback(JSON.parse(message) as T, topic));
  }

  /** A handle to an execution; nothing is asked. */
  async getHandle<T = unknown>({
    workflowId,
    taskQueue,
    workflowName,
    namespace,
  }: HandleTarget): Promise<WorkflowHandle<T>> {
    checkText('The workflowId of getHandle', workflowId);
    const topic = taskQueue && workflowName ? target({ taskQueue, workflowName }).queue : (taskQueue ?? '');
    return new WorkflowHandle(await this.#client(namespace), workflowId, topic);
  }

  /** How many milliseconds its id is still taken; none when it is free. */
  async #takenMs(workflowId: string, namespace: string = DEFAULT_NAMESPACE): Promise<number> {
    const engine = await engineOf(this.#config.connection, namespace);
    try {
      const { nowMs, run } = await engine.describe({ workflowId });
      if (run['closed'] === undefined) return Infinity;
      return Number(run['closed']) + Number(run['keep'] ?? TAKEN_MS) - nowMs;
    } catch (error) {
      if (isEngineError(error, 'NOT_FOUND')) return 0;
      throw error;
    }
  }

  #client(namespace: string = DEFAULT_NAMESPACE): Promise<EngineSideClient> {
    return clientOf(this.#config.connection, namespace);
  }
}

/** Starts it unless the id is taken: by an open execution, or by one that has ended a moment ago. */
async function startOnce(
  client: EngineSideClient,
  name: string,
  options: WorkflowStartOptions,
  takenMs: () => Promise<number>,
): Promise<void> {
  const { workflowId } = options;
  try {
    await client.workflow.start(name, { ...options, workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    if ((await takenMs()) > 0) throw new DuplicateJobError(workflowId);
    await client.workflow.start(name, options).catch((again: unknown) => {
      throw again instanceof WorkflowExecutionAlreadyStartedError ? new DuplicateJobError(workflowId) : again;
    });
  }
}
