import type { BaseWorkflowHandle, SignalDefinition, Workflow, WorkflowSignalOptions } from '@temporalio/common';

/** Another workflow, as workflow code sees it. */
export interface ExternalWorkflowHandle {
  /** Sends a signal; resolves when it was taken. */

  signal<Args extends any[] = [], Name extends string = string>(
    def: SignalDefinition<Args, Name> | string,
    ...args: Args
  ): Promise<void>;
  /** Sends a signal by name, with options. */

  signalWithOptions<Args extends any[] = []>(signalName: string, options: WorkflowSignalOptions<Args>): Promise<void>;
  /** Asks it to cancel; resolves when the request was taken. */
  cancel(): Promise<void>;
  readonly workflowId: string;
  /** Undefined: whatever run is current. */
  readonly runId?: string;
}

/** A child that has started. */
export interface ChildWorkflowHandle<T extends Workflow> extends BaseWorkflowHandle<T> {
  /** Run id of the child's first run. */
  readonly firstExecutionRunId: string;
}
