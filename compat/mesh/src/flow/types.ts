/** What MeshFlow is asked with. Names are HotMesh's. */
import type { RedisConfig } from '../connection/forms';
import type { AnyFunction } from '../functions';

/** How often a workflow function that throws is run again, from its start. */
export interface WorkflowConfig {
  /** Runs in all. Default 1. */
  readonly maximumAttempts?: number;
  /** Default 10. */
  readonly backoffCoefficient?: number;
  /** Default '120s'. */
  readonly maximumInterval?: string;
  /** False: a child that fails returns its error instead of throwing it. Default true. */
  readonly throwOnError?: boolean;
}

export interface WorkflowOptions<A extends readonly any[] = any[]> {
  /** Arguments of the function: JSON. */
  readonly args: A;
  /** Where its worker listens. Required, unless `entity` says it. */
  readonly taskQueue?: string;
  /** Name of the function. Required, unless `entity` says it. */
  readonly workflowName?: string;
  /** Default: a new one. While an execution is open, and for its `expire` seconds after, its id is taken. */
  readonly workflowId?: string;
  /** Task queue and name in one word. */
  readonly entity?: string;
  /** Default 'default'. */
  readonly namespace?: string;
  /** Whether a child is waited for. No meaning for `client.workflow.start`, which never waits. */
  readonly await?: boolean;
  /**
   * Seconds for which the record stays after the end, and the id is taken. It is removed within a quarter of a minute after
   * them. Default: the id is taken for 1 s, and the record stays for what the worker keeps everything for (72 hours).
   */
  readonly expire?: number;
  /** True: the record stays, and its id is taken, until `expire` says otherwise. Default false. */
  readonly persistent?: boolean;
  readonly config?: WorkflowConfig;
  /** No meaning: every execution can be signalled, and that costs nothing. */
  readonly signalIn?: boolean;
  /** Fields of the record, to be found by `search`. */
  readonly search?: { readonly data?: Readonly<Record<string, unknown>> };
}

export interface HookOptions<A extends readonly any[] = any[]> {
  readonly args: A;
  readonly taskQueue?: string;
  readonly workflowName?: string;
  readonly entity?: string;
  /** The execution whose record the function works on. Inside a workflow function: that one by default. */
  readonly workflowId?: string;
  readonly namespace?: string;
  readonly config?: WorkflowConfig;
}

export interface ClientConfig {
  /** Where Redis is. */
  readonly connection?: RedisConfig;
}

export interface WorkerConfig {
  readonly connection?: RedisConfig;
  readonly taskQueue: string;
  /** The function, or several by name: all of them are offered, each by its own name. */
  readonly workflow: AnyFunction | Readonly<Record<string, AnyFunction>>;
  /** Default 'default'. */
  readonly namespace?: string;
  /** Names this process in descriptions of executions. Default: process id and host name. */
  readonly guid?: string;
  readonly options?: WorkerOptions;
}

export interface WorkerOptions {
  /** Workflow tasks and activities at a time, each. Default 100. */
  readonly maxConcurrent?: number;
  /** No meaning: `Runtime.install({ logger })` of `@perdure/worker` is for the process. */
  readonly logLevel?: string;
}

export interface InterruptOptions {
  /** Default 'Job Interrupted'. */
  readonly reason?: string;
  /** False: nothing is thrown when it has ended already. Default true. */
  readonly throw?: boolean;
  /** Interrupts its children too. Default false. */
  readonly descend?: boolean;
  /** What `result()` rejects with. Default 410. */
  readonly code?: number;
}

export interface ResultOptions {
  /** False: a failure is returned instead of thrown. Default true. */
  readonly throwOnError?: boolean;
  /** True: the answer is the whole state, as `state(true)` gives it. Default false. */
  readonly state?: boolean;
}

/** What a workflow function can learn about its execution. */
export interface WorkflowContext {
  readonly workflowId: string;
  readonly workflowName: string;
  /** Queue and function in one word. */
  readonly workflowTopic: string;
  readonly namespace: string;
  readonly runId: string;
  /** Steps taken so far. */
  readonly counter: number;
  /** The function is being brought back to where it was. */
  readonly replay: boolean;
  /** The execution whose record `search()` speaks of, when it is not this one. */
  readonly originJobId?: string;
}
