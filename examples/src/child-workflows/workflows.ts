import {
  CancellationScope,
  executeChild,
  isCancellation,
  ParentClosePolicy,
  sleep,
  startChild,
  workflowInfo,
} from '@perdure/workflow';

/** A child gives its result to its parent. */
export async function double(value: number): Promise<number> {
  return Promise.resolve(value * 2);
}

/** Works until it is told to stop, and then cleans up. */
export async function longRunning(): Promise<string> {
  try {
    await sleep('1 day');
    return 'finished';
  } catch (error) {
    if (!isCancellation(error)) throw error;
    // In a cancelled scope nothing new starts; cleaning up needs one of its own.
    await CancellationScope.nonCancellable(() => sleep('1 millisecond'));
    return 'cleaned up';
  }
}

/** Waits for some children, and leaves others behind: what becomes of those says their parent close policy. */
export async function parent(): Promise<number[]> {
  const doubled = await Promise.all([1, 2, 3].map((value) => executeChild(double, { args: [value] })));
  for (const policy of [ParentClosePolicy.TERMINATE, ParentClosePolicy.REQUEST_CANCEL, ParentClosePolicy.ABANDON]) {
    // `startChild` resolves when the child exists. A parent that ends before would never have started it.
    await startChild(longRunning, {
      workflowId: `${workflowInfo().workflowId}/${policy}`,
      parentClosePolicy: policy,
    });
  }
  return doubled;
}
