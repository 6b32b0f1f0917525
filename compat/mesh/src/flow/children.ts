/** Workflows that a workflow function starts. */
import { ChildWorkflowFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { keptFor } from '@perdure/common/lib/retention';
import {
  ParentClosePolicy,
  startChild as startEngineChild,
  workflowInfo,
  type ChildWorkflowOptions,
} from '@perdure/workflow';
import { DuplicateJobError } from '../errors';
import type { AnyFunction, IfFunction, Returned } from '../functions';
import { checkStart } from './check';
import { currentState } from './current-run';
import { firstFieldsMemo } from './first-fields';
import { retentionMs } from './retention';
import { workflowRetry } from './retry';
import { target } from './target';
import type { WorkflowOptions } from './types';

/**
 * Runs a child and waits for what it returns. What it throws is thrown here. The type parameter is the function's type
 * (`execChild<typeof bill>`), or the result's.
 */
export async function execChild<F extends AnyFunction = never>(
  options: IfFunction<F, WorkflowOptions<Parameters<F>>>,
): Promise<Returned<F>>;
export async function execChild<T = unknown>(options: WorkflowOptions): Promise<T>;
export async function execChild(options: WorkflowOptions): Promise<unknown> {
  checkStart('execChild', options);
  const { queue, name } = target(options);
  return await currentState('execChild').step(`execChild ${name}`, async (step) => {
    const child = await start(options, idOf(options, step), queue, name);
    try {
      return await child.result();
    } catch (error) {
      const thrown = error instanceof ChildWorkflowFailure && error.cause ? error.cause : (error as Error);
      if (options.config?.throwOnError === false) return { message: thrown.message, stack: thrown.stack };
      throw thrown;
    }
  });
}

/** Starts a child and answers its id. The child goes on when this workflow ends. */
export async function startChild<F extends AnyFunction>(options: WorkflowOptions<Parameters<F>>): Promise<string> {
  checkStart('startChild', options);
  const { queue, name } = target(options);
  return await currentState('startChild').step(`startChild ${name}`, async (step) => {
    const workflowId = idOf(options, step);
    await start(options, workflowId, queue, name);
    return workflowId;
  });
}

function start(options: WorkflowOptions, workflowId: string, queue: string, name: string) {
  const child = {
    workflowId,
    taskQueue: queue,
    args: options.args,
    retry: workflowRetry(options.config),
    parentClosePolicy: ParentClosePolicy.ABANDON,
    memo: firstFieldsMemo(options.search?.data),
  };
  return startEngineChild(name, keptFor(child, retentionMs(options)) as ChildWorkflowOptions).catch(
    (error: unknown) => {
      throw error instanceof WorkflowExecutionAlreadyStartedError ? new DuplicateJobError(workflowId) : error;
    },
  );
}

/** An id that a replay finds again: children without one are named by their parent's chain and their step. */
function idOf({ workflowId }: WorkflowOptions, step: number): string {
  const { workflowId: parent, firstExecutionRunId } = workflowInfo();
  return workflowId ?? `${parent}-${firstExecutionRunId.slice(0, 8)}-${step}`;
}
