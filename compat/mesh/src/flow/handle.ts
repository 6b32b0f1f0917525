/** One execution of a workflow function, from outside. */
import {
  WorkflowFailedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
} from '@perdure/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';
import { CODES, StreamError } from '../errors';
import { checkExport } from './check';
import { exportExecution, type ExportOptions, type WorkflowExport } from './export';
import { interruptExecution, interruptedBy } from './interrupt';
import { signalFromOutside } from './send-signal';
import type { InterruptOptions, ResultOptions } from './types';

/** Answers of `status()`: what HotMesh users compare. */
const STATUS = { done: 0, open: 1, interrupted: -1_000_000_000 } as const;

/** What `state()` tells. */
export interface WorkflowState<T = unknown> {
  readonly data: { readonly done: boolean; readonly response?: T; readonly workflowId: string };
  readonly metadata?: {
    readonly jid: string;
    readonly tpc: string;
    readonly jc: string;
    readonly ju?: string;
    readonly js: number;
  };
}

export class WorkflowHandle<T = unknown> {
  readonly workflowId: string;
  /** Queue and function in one word. */
  readonly workflowTopic: string;
  readonly #client: Client;

  constructor(client: Client, workflowId: string, workflowTopic: string) {
    this.#client = client;
    this.workflowId = workflowId;
    this.workflowTopic = workflowTopic;
  }

  /**
   * Waits for the end and answers what the function returned. @throws StreamError when it threw (its message, code, type and
   * stack), was interrupted (410), or does not exist (404). With `throwOnError: false` the error is the answer.
   */
  async result<R = T>(options: ResultOptions = {}): Promise<R> {
    try {
      const response = (await this.#client.workflow.result(this.workflowId)) as R;
      return options.state ? ((await this.state(true)) as R) : response;
    } catch (error) {
      const failure = toStreamError(error, this.workflowId);
      if (options.throwOnError === false) return failure as R;
      throw failure;
    }
  }

  /** Sends a signal to whoever waits for the id, or will. */
  async signal(signalId: string, data: unknown): Promise<void> {
    await signalFromOutside(this.#client, signalId, data);
  }

  /** Ends it at once. Whoever waits for the result gets a StreamError with code 410. Answers the id. */
  async interrupt(options: InterruptOptions = {}): Promise<string> {
    await interruptExecution(this.#client, this.workflowId, options);
    return this.workflowId;
  }

  /** 0: it has ended; above: it is open; far below: it was interrupted. @throws StreamError 404 when it does not exist. */
  async status(): Promise<number> {
    return statusOf(await this.#describe());
  }

  /** Whether it has ended and what it returned; with metadata: times, topic and status as well. */
  async state(metadata = false): Promise<WorkflowState<T>> {
    const description = await this.#describe();
    const { name } = description.status;
    const done = name === 'COMPLETED';
    const response = done ? ((await this.#client.workflow.result(this.workflowId)) as T) : undefined;
    const data = { done, workflowId: this.workflowId, ...(response !== undefined && { response }) };
    if (!metadata) return { data };
    const { startTime, closeTime, taskQueue } = description;
    return {
      data,
      metadata: {
        jid: this.workflowId,
        tpc: taskQueue,
        jc: startTime.toISOString(),
        ju: closeTime?.toISOString(),
        js: statusOf(description),
      },
    };
  }

  /** What has happened, step by step, with the state. */
  async export(options: ExportOptions = {}): Promise<WorkflowExport> {
    checkExport(options);
    return await exportExecution(this.#client, this.workflowId, await this.state(true), options);
  }

  async #describe(): Promise<WorkflowExecutionDescription> {
    try {
      return await this.#client.workflow.getHandle(this.workflowId).describe();
    } catch (error) {
      throw toStreamError(error, this.workflowId);
    }
  }
}

function statusOf({ status }: WorkflowExecutionDescription): number {
  if (status.name === 'RUNNING' || status.name === 'PAUSED') return STATUS.open;
  return status.name === 'TERMINATED' || status.name === 'CANCELLED' ? STATUS.interrupted : STATUS.done;
}

/** What is thrown for an execution that did not succeed. */
export function toStreamError(error: unknown, job_id: string): unknown {
  if (error instanceof WorkflowNotFoundError) {
    return new StreamError({ message: `Job ${job_id} not found`, code: CODES.notFound, job_id, cause: error });
  }
  if (!(error instanceof WorkflowFailedError)) return error;
  const { cause } = error;
  if (cause instanceof TerminatedFailure || cause instanceof CancelledFailure) {
    const { message, code } = interruptedBy(error.message, job_id);
    return new StreamError({ message, code, job_id, cause });
  }
  if (cause instanceof TimeoutFailure) {
    return new StreamError({ message: cause.message, code: CODES.timeout, type: cause.name, job_id, cause });
  }
  const thrown = cause ?? error;
  const type = thrown instanceof ApplicationFailure ? (thrown.type ?? undefined) : thrown.name;
  return new StreamError({ message: thrown.message, code: CODES.failed, type, stack: thrown.stack, job_id, cause });
}
