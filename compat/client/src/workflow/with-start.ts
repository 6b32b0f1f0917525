import type { Workflow, WorkflowIdConflictPolicy } from '@temporalio/common';
import type { WorkflowStartOptions } from '../workflow-options';
import type { WorkflowHandle } from './handle-types';

type Options<T extends Workflow> = WorkflowStartOptions<T> & { workflowIdConflictPolicy: WorkflowIdConflictPolicy };

interface Outcome<T extends Workflow> {
  resolve(handle: WorkflowHandle<T>): void;
  reject(error: unknown): void;
}

/** Kept outside the object: its shape is Temporal's. */
const outcomes = new WeakMap<object, Outcome<Workflow>>();

/**
 * How to start the workflow of an update-with-start. `workflowIdConflictPolicy` must be given. For one call only: a
 * second use throws.
 */
export class WithStartWorkflowOperation<T extends Workflow> {
  workflowTypeOrFunc: string | T;
  options: Options<T>;
  private readonly handle: Promise<WorkflowHandle<T>>;

  constructor(workflowTypeOrFunc: string | T, options: Options<T>) {
    this.workflowTypeOrFunc = workflowTypeOrFunc;
    this.options = options;
    this.handle = new Promise((resolve, reject) => {
      outcomes.set(this, { resolve: resolve as Outcome<Workflow>['resolve'], reject });
    });
    // The caller of the update hears of a failed start too; nobody has to look here.
    this.handle.catch(() => undefined);
  }

  /** Resolves when the workflow has been started or found, whatever becomes of the update; rejects when it was not. */
  async workflowHandle(): Promise<WorkflowHandle<T>> {
    return this.handle;
  }
}

/** Takes the one use of the operation. Throws when it was used before. */
export function takeOperation(operation: object): Outcome<Workflow> {
  const outcome = outcomes.get(operation);
  if (outcome === undefined) throw new Error('This WithStartWorkflowOperation instance has already been executed.');
  outcomes.delete(operation);
  return outcome;
}
