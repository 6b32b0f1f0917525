/** Functions that run beside an execution and work on its record. */
import { ParentClosePolicy, startChild, workflowInfo, type ChildWorkflowOptions } from '@perdure/workflow';
import type { AnyFunction } from '../functions';
import { checkHook } from './check';
import { currentState } from './current-run';
import { currentOrigin, type Origin, originMemo } from './origin';
import { workflowRetry } from './retry';
import { target } from './target';
import { waitFor } from './signals';
import type { HookOptions } from './types';

/** Starts the function; it goes on by itself. Answers the id of its execution. */
export async function hook<F extends AnyFunction>(options: HookOptions<Parameters<F>>): Promise<string> {
  checkHook(options);
  const { queue, name } = target(options);
  return await currentState('hook').step(`hook ${name}`, async (step) => {
    const { workflowId, firstExecutionRunId } = workflowInfo();
    const id = `${workflowId}-hook-${firstExecutionRunId.slice(0, 8)}-${step}`;
    await startChild(name, {
      workflowId: id,
      taskQueue: queue,
      args: options.args,
      retry: workflowRetry(options.config),
      memo: originMemo(originFor(options.workflowId)),
      parentClosePolicy: ParentClosePolicy.ABANDON,
    } as ChildWorkflowOptions);
    return id;
  });
}

/** Starts the function and waits until it, or whoever it asks, sends the signal. Answers what the signal brings. */
export async function execHook<T = unknown>(options: HookOptions & { readonly signalId: string }): Promise<T> {
  const answer = waitFor(options.signalId);
  await hook(options);
  return (await answer) as T;
}

function originFor(workflowId: string | undefined): Origin {
  const mine = currentOrigin();
  return workflowId === undefined || workflowId === mine.workflowId ? mine : { workflowId };
}
