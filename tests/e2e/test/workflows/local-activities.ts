import {
  type ActivityCancellationType,
  ActivityFailure,
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  patched,
  proxyActivities,
  proxyLocalActivities,
  rootCause,
  scheduleLocalActivity,
  setHandler,
  sleep,
  TimeoutFailure,
  workflowInfo,
  type LocalActivityOptions,
} from '@perdure/workflow';
import type * as activities from '../support/activities';

const SOON = '30 seconds';
const { echo, infoOfActivity } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: SOON });
const remote = proxyActivities<typeof activities>({ startToCloseTimeout: SOON });

export async function callsLocal(name: string, args: unknown[], options: LocalActivityOptions): Promise<unknown> {
  try {
    return await scheduleLocalActivity(name, args, options);
  } catch (error) {
    const { name: type, message } = error as Error;
    const timeoutType = error instanceof ActivityFailure && error.cause instanceof TimeoutFailure;
    return { type, message, root: rootCause(error), timeoutType: timeoutType ? rootTimeout(error) : undefined };
  }
}

function rootTimeout({ cause }: ActivityFailure): unknown {
  return (cause as TimeoutFailure).timeoutType;
}

export async function localInfo(): Promise<unknown> {
  return await infoOfActivity();
}

/** Several at once, and what follows each; ordinary activities, timers and patches between them. */
export async function localAndOther(): Promise<unknown> {
  const each = [1, 2, 3].map(async (n) => {
    const first = await echo(n);
    await sleep(n);
    return (await remote.echo(first * 10)) + (await echo(n));
  });
  const sums = await Promise.all(each);
  return { sums, patched: patched('local') ? await echo('new') : await echo('old') };
}

/** Whoever is first decides what is done next. */
export async function localRace(): Promise<unknown> {
  const slow = scheduleLocalActivity<string>('echoLater', ['slow', 40], { startToCloseTimeout: SOON });
  const fast = scheduleLocalActivity<string>('echoLater', ['fast', 5], { startToCloseTimeout: SOON });
  const winner = await Promise.race([slow, fast]);
  if (winner === 'fast') await remote.echo(winner);
  else await sleep(1);
  return [winner, await slow, await fast];
}

/** The clock moves with what a local activity takes. */
export async function localClock(): Promise<boolean> {
  const before = Date.now();
  await scheduleLocalActivity('echoLater', ['later', 30], { startToCloseTimeout: SOON });
  return Date.now() - before >= 25;
}

export async function localCancelled(cancellationType: ActivityCancellationType): Promise<unknown> {
  const scope = new CancellationScope();
  const options = { startToCloseTimeout: SOON, cancellationType };
  const running = scope.run(() => scheduleLocalActivity<string>('hangs', [], options));
  await sleep(10);
  scope.cancel();
  try {
    return await running;
  } catch (error) {
    return { message: (error as Error).message, cancellation: isCancellation(error) };
  }
}

export const letGo = defineSignal('letGo');
export const progress = defineQuery<string>('progress');
export const localUpdate = defineUpdate<string, [string]>('localUpdate');

/** Answers and hears others while a local activity runs longer than its task. */
export async function localLong(forMs: number): Promise<unknown> {
  let signals = 0;
  let at = 'running';
  setHandler(letGo, () => void (signals += 1));
  setHandler(progress, () => at);
  setHandler(localUpdate, async (value) => await echo(value));
  await scheduleLocalActivity('echoLater', ['done', forMs], { startToCloseTimeout: SOON });
  at = 'done';
  await condition(() => signals > 0);
  return { signals, attempt: workflowInfo().attempt };
}

/** A mistake is the task's: the workflow waits for a worker that has it. */
export async function callsTypo(): Promise<unknown> {
  return await scheduleLocalActivity('typo', [], { startToCloseTimeout: SOON });
}
