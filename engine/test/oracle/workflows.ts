/** Programs for the real replayer. Each has a history of the same name in `histories.ts`. */
import {
  ActivityCancellationType,
  CancelledFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  executeChild,
  getExternalWorkflowHandle,
  isCancellation,
  patched,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
} from '@temporalio/workflow';

interface Activities {
  greet(name: string): Promise<string>;
}
type Kid = (name?: string) => Promise<string>;
const { greet } = proxyActivities<Activities>({ startToCloseTimeout: '10s' });
const { greet: waiting } = proxyActivities<Activities>({
  startToCloseTimeout: '10s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function oneActivity(name: string): Promise<string> {
  return await greet(name);
}

export async function failingActivity(): Promise<string> {
  return await greet('x').catch((error: { message: string; cause: { message: string } }) => {
    return `${error.message}: ${error.cause.message}`;
  });
}

export async function timer(): Promise<void> {
  await sleep('1s');
}

export async function child(): Promise<string> {
  return await executeChild<Kid>('kid', { workflowId: 'kid-1', args: ['a'] });
}

export async function failingChild(): Promise<string> {
  return await executeChild<Kid>('kid', { workflowId: 'kid-1' }).catch((error: Error) => error.message);
}

export async function cancelledChild(): Promise<void> {
  const handle = await startChild<Kid>('kid', { workflowId: 'kid-1' });
  await handle.result();
}

export async function signal(): Promise<string> {
  let said: string | undefined;
  setHandler(defineSignal<[string]>('say'), (word) => void (said = word));
  await condition(() => said !== undefined);
  return said!;
}

export async function patch(): Promise<void> {
  if (patched('faster')) await sleep('1s');
  else await sleep('1h');
}

export async function update(): Promise<number> {
  let total = 0;
  setHandler(defineUpdate<number, [number]>('add'), async (n) => {
    await sleep('1s');
    return (total += n);
  });
  await condition(() => total > 0);
  return total;
}

export async function quickUpdate(): Promise<number> {
  let total = 0;
  setHandler(defineUpdate<number, [number]>('add'), (n) => (total += n));
  await condition(() => total > 0);
  return total;
}

export async function cancel(): Promise<void> {
  await greet('x');
}

export async function waitingCancel(): Promise<string> {
  return await waiting('x').catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
    return CancellationScope.nonCancellable(() => greet('cleanup'));
  });
}

export async function cancelledTimer(): Promise<string> {
  await sleep('1h').catch((error: unknown) => {
    if (!(error instanceof CancelledFailure)) throw error;
  });
  return 'stopped';
}

export async function external(): Promise<string> {
  const other = getExternalWorkflowHandle('other');
  await other.signal('hello', 1);
  return (await other.cancel().catch((error: Error) => error.message)) ?? 'cancelled';
}

export async function again(n: number): Promise<void> {
  await continueAsNew<typeof again>(n + 1);
}
