import {
  ApplicationFailure,
  ChildWorkflowFailure,
  continueAsNew,
  executeChild,
  makeContinueAsNewFunc,
  sleep,
  startChild,
  workflowInfo,
  type ChildWorkflowOptions,
} from '@perdure/workflow';

export async function sleeps(): Promise<void> {
  await sleep('1 day');
}

export async function childFails(): Promise<never> {
  return Promise.reject(ApplicationFailure.nonRetryable('the child failed', 'ChildType', 'detail'));
}

/** A chain of runs, whose parent hears of the last only. */
export async function chain(left: number): Promise<string> {
  if (left > 0) await continueAsNew<typeof chain>(left - 1);
  const { parent, root } = workflowInfo();
  return `end of the chain, parent ${parent?.workflowId}, root ${root?.workflowId}`;
}

/** Fails until this attempt. */
export async function childSucceedsAt(attempt: number): Promise<number> {
  if (workflowInfo().attempt < attempt) throw ApplicationFailure.retryable('not yet');
  return Promise.resolve(attempt);
}

/** What a parent learns of a child, in one line. */
export async function parentOf(child: string, args: unknown[], options: ChildWorkflowOptions): Promise<string> {
  try {
    return `completed: ${String(await executeChild(child, { ...options, args }))}`;
  } catch (error) {
    if (!(error instanceof ChildWorkflowFailure)) return String(error);
    const { message, retryState, workflowType, cause } = error;
    return `${message} (${workflowType}, ${retryState}) < ${cause?.name}: ${cause?.message}`;
  }
}

/** Starts a child that goes on, and ends, by completing or by continuing as new. */
export async function leaves(
  policy: ChildWorkflowOptions['parentClosePolicy'],
  how: 'complete' | 'again',
): Promise<void> {
  const child = await startChild(sleeps, {
    workflowId: `${workflowInfo().workflowId}/child`,
    parentClosePolicy: policy,
  });
  const again = makeContinueAsNewFunc<typeof leavesNothing>({ workflowType: 'leavesNothing' });
  if (how === 'again') await again(child.workflowId);
}

export async function leavesNothing(_child: string): Promise<void> {
  return Promise.resolve();
}

/** Two children of one id. */
export async function sameChildTwice(): Promise<string> {
  const workflowId = `${workflowInfo().workflowId}/child`;
  await startChild(sleeps, { workflowId });
  try {
    await startChild(sleeps, { workflowId });
    return 'started twice';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

/** A policy there is none of. */
export async function unknownPolicy(): Promise<string> {
  try {
    await startChild(sleeps, { parentClosePolicy: 'FORGET' as never });
    return 'started';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}
