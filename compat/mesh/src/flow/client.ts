/** Starts workflow functions and reaches those that run. */
import {
  WorkflowExecutionAlreadyStartedError,
  type Client as EngineSideClient,
  type WorkflowStartOptions,
} from '@perdure/client';
import { WorkflowIdReusePolicy } from '@temporalio/common';
import { clientOf } from '../connection/pool';
import { DuplicateJobError } from '../errors';
import { guid } from '../guid';
import { ORIGIN } from './context';
import { WorkflowHandle } from './handle';
import { DEFAULT_NAMESPACE, keeperId, SEND, SIGNAL_KEEPER, SIGNAL_QUEUE } from './names';
import { workflowRetry } from './retry';
import { target } from './target';
import type { ClientConfig, HookOptions, WorkflowOptions } from './types';

/** Names an execution. The queue and the name are what HotMesh needs; the id is enough here. */
export interface HandleTarget {
  readonly workflowId: string;
  readonly taskQueue?: string;
  readonly workflowName?: string;
  readonly namespace?: string;
}

/** How long the id of a finished execution stays taken, in seconds. */
const DEFAULT_EXPIRE = 1;

export class Client {
  readonly #config: ClientConfig;

  constructor(config: ClientConfig = {}) {
    this.#config = config;
  }

  readonly workflow = {
    /**
     * Starts a workflow function and answers at once. @throws DuplicateJobError while an execution with the id is open, or has
     * ended less than `expire` seconds ago.
     */
    start: async <T = unknown>(options: WorkflowOptions): Promise<WorkflowHandle<T>> => {
      const { queue, name } = target(options);
      const workflowId = options.workflowId ?? guid();
      const client = await this.#client(options.namespace);
      await startOnce(client, name, options.expire ?? DEFAULT_EXPIRE, {
        workflowId,
        taskQueue: queue,
        args: options.args,
        retry: workflowRetry(options.config),
      });
      return new WorkflowHandle<T>(client, workflowId, queue);
    },

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
      if (typeof first === 'object') return await this.getHandle<T>(first);
      if (!workflowName || !workflowId) {
        throw new TypeError('getHandle(taskQueue, workflowName, workflowId, namespace?) or getHandle({ workflowId })');
      }
      return await this.getHandle<T>({ taskQueue: first, workflowName, workflowId, namespace });
    },

    /** Runs a function beside an execution, on its record. Answers the id of its own execution. */
    hook: async (options: HookOptions): Promise<string> => {
      const { queue, name } = target(options);
      if (!options.workflowId) throw new TypeError('A hook needs the workflowId of the execution it works on');
      const client = await this.#client(options.namespace);
      const workflowId = `${options.workflowId}-hook-${guid()}`;
      await client.workflow.start(name, {
        workflowId,
        taskQueue: queue,
        args: options.args,
        retry: workflowRetry(options.config),
        memo: { [ORIGIN]: options.workflowId },
      });
      return workflowId;
    },
  } as const;

  /** Sends a signal to every workflow that waits for the id, or will. Answers when it is stored. */
  async signal(signalId: string, data: unknown, namespace?: string): Promise<string> {
    const client = await this.#client(namespace);
    const handle = await client.workflow.signalWithStart(SIGNAL_KEEPER, {
      workflowId: keeperId(signalId),
      taskQueue: SIGNAL_QUEUE,
      args: [signalId],
      signal: SEND,
      signalArgs: [{ kind: 'send', data }],
    });
    return handle.signaledRunId;
  }

  /** A handle to an execution; nothing is asked. */
  async getHandle<T = unknown>({
    workflowId,
    taskQueue,
    workflowName,
    namespace,
  }: HandleTarget): Promise<WorkflowHandle<T>> {
    const topic = taskQueue && workflowName ? target({ taskQueue, workflowName }).queue : (taskQueue ?? '');
    return new WorkflowHandle<T>(await this.#client(namespace), workflowId, topic);
  }

  #client(namespace: string = DEFAULT_NAMESPACE): Promise<EngineSideClient> {
    return clientOf(this.#config.connection, namespace);
  }
}

/** Starts it unless the id is taken: by an open execution, or by one that has ended a moment ago. */
async function startOnce(
  client: EngineSideClient,
  name: string,
  expireSeconds: number,
  options: WorkflowStartOptions,
): Promise<void> {
  const { workflowId } = options;
  try {
    await client.workflow.start(name, { ...options, workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const { closeTime } = await client.workflow.getHandle(workflowId).describe();
    if (!closeTime || Date.now() - closeTime.getTime() < expireSeconds * 1_000) throw new DuplicateJobError(workflowId);
    await client.workflow.start(name, options).catch((again: unknown) => {
      throw again instanceof WorkflowExecutionAlreadyStartedError ? new DuplicateJobError(workflowId) : again;
    });
  }
}
