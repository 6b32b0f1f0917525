import type {
  WorkflowDefinitionConfig,
  WorkflowDefinitionOptionsOrGetter,
} from '@temporalio/common/lib/workflow-definition-options';

/**
 * Attaches options to a workflow function; a function in their place is called at the start of each run.
 * `failureExceptionTypes` names error classes that fail the workflow instead of its task; versioning has no effect here.
 */
export function setWorkflowOptions<A extends any[], RT>(
  options: WorkflowDefinitionOptionsOrGetter,
  fn: (...args: A) => Promise<RT>,
): void {
  defineWorkflowOptions(fn, { workflowDefinitionOptions: options });
}

/** Attaches options and static metadata to a workflow function. */
export function defineWorkflowOptions<A extends any[], RT>(
  fn: (...args: A) => Promise<RT>,
  config: WorkflowDefinitionConfig,
): void {
  Object.assign(fn, config);
}
