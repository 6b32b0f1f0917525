import {
  ActivityCancellationType,
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  ChildWorkflowFailure,
  condition,
  defineSignal,
  executeChild,
  getExternalWorkflowHandle,
  isCancellation,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
  Trigger,
} from '@perdure/workflow';
import type { ChildWorkflowCancellationType } from '@perdure/workflow';
import type * as activities from '../support/activities';

const options = { startToCloseTimeout: '1 minute', heartbeatTimeout: '30 seconds' } as const;

/** What an error is, in one line. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error instanceof ActivityFailure || error instanceof ChildWorkflowFailure ? error.cause : undefined;
  return cause ? `${error.name} < ${cause.name}` : `${error.name}: ${error.message}`;
}

async function outcome(promise: Promise<unknown>): Promise<string> {
  return await promise.then((value) => `completed: ${String(value)}`, describe);
}

export async function waitsForCancel(): Promise<void> {
  await sleep('1 day');
}

export async function swallowsCancel(): Promise<string> {
  return await outcome(sleep('1 day'));
}

export async function failsWithoutRequest(): Promise<void> {
  return Promise.reject(new CancelledFailure('nobody asked for it'));
}

/** Cancelled, but it fails with something else. */
export async function failsWhenCancelled(): Promise<void> {
  await sleep('1 day').catch(() => {
    throw ApplicationFailure.nonRetryable('failed while being cancelled');
  });
}

/** Everything that can be waited for, in a scope that is cancelled while it waits. */
export async function cancelsEverything(): Promise<string[]> {
  const scope = new CancellationScope();
  const seen: string[] = [];
  const all = scope.run(async () => {
    const waits = [sleep('1 day'), condition(() => false), new Trigger<void>(), condition(() => false, '1 day')];
    seen.push(...(await Promise.all(waits.map((wait) => outcome(Promise.resolve(wait))))));
  });
  await sleep('1 millisecond');
  scope.cancel();
  scope.cancel();
  await all;
  seen.push(await outcome(scope.run(() => sleep('1 day'))));
  return seen;
}

/** Shielded work runs on; the scope's `cancelRequested` rejects all the same. */
export async function shielded(): Promise<string[]> {
  const seen: string[] = [];
  const scope = new CancellationScope();
  const work = scope.run(async () => {
    const inner = new CancellationScope({ cancellable: false });
    const requested = inner.cancelRequested.catch((error: unknown) => seen.push(describe(error)));
    const result = await inner.run(() => sleep('10 milliseconds').then(() => 'shielded work is done'));
    seen.push(result, `considered cancelled: ${inner.consideredCancelled}`);
    await requested;
  });
  await sleep('1 millisecond');
  scope.cancel();
  await work;
  return seen;
}

export async function scopeTimeout(): Promise<string[]> {
  return [
    await outcome(CancellationScope.withTimeout('5 milliseconds', () => sleep('1 day'))),
    await outcome(CancellationScope.withTimeout('1 day', () => sleep('1 millisecond').then(() => 'in time'))),
  ];
}

/** One activity, cancelled while it runs. */
export async function cancelsActivity(
  type: ActivityCancellationType,
  name: 'beats' | 'ignoresCancellation' | 'hangs',
  where: 'scope' | 'workflow',
): Promise<string> {
  const act = proxyActivities<typeof activities>({ ...options, cancellationType: type });
  if (where === 'workflow') return await outcome(act[name]());
  const scope = new CancellationScope();
  const running = outcome(scope.run(() => act[name]()));
  await sleep('30 milliseconds');
  scope.cancel();
  return await running;
}

/** A cancellation that comes together with what is waited for: an activity that was never scheduled on a queue. */
export async function cancelsBeforeStart(): Promise<string> {
  const act = proxyActivities<typeof activities>({
    ...options,
    taskQueue: 'nobody-there',
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
  const scope = new CancellationScope();
  const running = outcome(scope.run(() => act.beats()));
  await sleep('1 millisecond');
  scope.cancel();
  return await running;
}

export async function cancelsChild(type: ChildWorkflowCancellationType, child: string): Promise<string> {
  const scope = new CancellationScope();
  const handle = await scope.run(() => startChild(child, { cancellationType: type, parentClosePolicy: 'TERMINATE' }));
  const running = outcome(handle.result());
  scope.cancel();
  return await running;
}

export async function cancelsChildBeforeStart(): Promise<string> {
  const scope = new CancellationScope();
  const running = scope.run(() => executeChild(waitsForCancel));
  scope.cancel();
  return await outcome(running);
}

const unblock = defineSignal('unblock');

/** A signal to another workflow, in a scope that is cancelled in the same breath. */
export async function cancelsExternalSignal(): Promise<string> {
  const scope = new CancellationScope();
  const sent = outcome(scope.run(() => getExternalWorkflowHandle('nobody').signal(unblock)));
  scope.cancel();
  return await sent;
}

/** Signals and cancels workflows there are none of. */
export async function missingExternal(): Promise<string[]> {
  const handle = getExternalWorkflowHandle('nobody');
  return [await outcome(handle.signal(unblock)), await outcome(handle.cancel())];
}

/** Signals and cancels another workflow. */
export async function external(workflowId: string): Promise<string> {
  const handle = getExternalWorkflowHandle(workflowId);
  await handle.signal(unblock);
  await handle.cancel();
  return 'signalled and cancelled';
}

export async function signalledThenCancelled(): Promise<string> {
  let unblocked = false;
  setHandler(unblock, () => {
    unblocked = true;
  });
  await condition(() => unblocked);
  try {
    await sleep('1 day');
    return 'not cancelled';
  } catch (error) {
    return isCancellation(error) ? 'signalled, then cancelled' : 'something else';
  }
}
