/**
 * The seam between the sandbox host (`@perdure/worker`) and the workflow runtime in this package.
 *
 * Everything that crosses is data or a synchronous call. The host enters each method below through a Script, so
 * the context's own microtasks have drained when it returns. No promise crosses in either direction.
 *
 * One activation is: `activate(a)`, then `tryUnblockConditions()` until it answers 0, then `conclude()`.
 */
import type { LogLevel } from '@temporalio/common';
import type { Activation, ActivationResult } from '@perdure/engine';

/** The user's bundled modules, evaluated for this run alone. */
export interface UserModules {
  /** Exports of `workflowsPath`. */
  readonly workflows: Readonly<Record<string, unknown>>;
  /** Modules named in `workflowInterceptorModules`, each exporting `interceptors()`. */
  readonly interceptors: readonly Readonly<Record<string, unknown>>[];
  /** Modules of `payloadConverterPath` / `failureConverterPath`, when configured. */
  readonly payloadConverter?: Readonly<Record<string, unknown>>;
  readonly failureConverter?: Readonly<Record<string, unknown>>;
}

/** What a run is created with, beside the initializeWorkflow job of its first activation. */
export interface CreateRunOptions {
  readonly runId: string;
  /**
   * Evaluates the user's bundle. Called once, by the run, while it is the current run, so that top-level code
   * sees the deterministic globals of this run.
   */
  readonly loadModules: () => UserModules;
  /** Files with source of frames for the enhanced stack trace query; off by default. */
  readonly showStackTraceSources: boolean;
  /** Names of activities registered on this worker: local activities are refused at once when unknown. */
  readonly registeredActivities: readonly string[];
  /** Error type names along the prototype chain that fail the workflow instead of its task; 'Error' is all. */
  readonly workflowFailureErrorTypes: readonly string[];
  /** Log lines below it are heard by nobody and are not made. Default: all are heard. */
  readonly leastLogLevel?: LogLevel;
  /**
   * False: the run does not note where its code waits, which costs a stack for each wait, and its stack trace queries
   * answer without frames. Default true.
   */
  readonly rememberWaits?: boolean;
}

/** One run of a workflow, alive in a sandbox. */
export interface WorkflowRun {
  activate(activation: Activation): void;
  tryUnblockConditions(): number;
  conclude(): ActivationResult;
  /** A rejection nobody handled was attributed to this run; its task will fail with UnhandledRejectionError. */
  reportUnhandledRejection(reason: unknown): void;
  /** Its next result will be a failure of the task; the run stays open. */
  failTask(error: unknown): void;
  /** Nothing that a later activation brings could move it on: it waits for something outside, such as a file. */
  waitsElsewhere(): boolean;
  /** Runs dispose interceptors. The run answers nothing afterwards. */
  dispose(): void;
}

/**
 * The one function the host calls: exported by `@perdure/workflow/lib/runtime/index`. The host sets and clears the
 * current run around every entry with `setCurrentRun` of the same module.
 */
export type CreateRun = (options: CreateRunOptions) => WorkflowRun;
export type SetCurrentRun = (run: WorkflowRun | undefined) => void;
/** For hosts that share a realm with other code: tells how to find the run whose code is executing. */
export type ProvideCurrentRun = (find: () => WorkflowRun | undefined) => void;
