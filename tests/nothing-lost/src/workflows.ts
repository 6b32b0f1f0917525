import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  ParentClosePolicy,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  startChild,
  workflowInfo,
} from '@perdure/workflow';
import type * as activities from './activities';

const { echo, slow } = proxyActivities<typeof activities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '50 milliseconds' },
});
const { firstAttemptHangs } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '1 second',
  retry: { initialInterval: '50 milliseconds' },
});
const { completedElsewhere } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });
const completedSoon = proxyActivities<typeof activities>({
  startToCloseTimeout: '2 seconds',
  retry: { initialInterval: '50 milliseconds', backoffCoefficient: 1 },
});
const retriedSoon = proxyActivities<typeof activities>({
  startToCloseTimeout: '1500 milliseconds',
  retry: { initialInterval: '50 milliseconds' },
});

const local = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const go = defineSignal<[value: string]>('go');
export const item = defineSignal<[sender: string, index: number]>('item');
export const finish = defineSignal('finish');
export const append = defineUpdate<number, [value: string]>('append');
export const received = defineQuery<number>('received');

/** One activity. */
export async function oneActivity(value: string): Promise<string> {
  return echo(value);
}

/** One activity whose first attempt is stuck until its worker is gone, noticed by the missing heartbeat. */
export async function hangsOnce(): Promise<string> {
  return firstAttemptHangs();
}

/** The same without heartbeat: the start-to-close timeout notices. */
export async function hangsOnceWithoutHeartbeat(): Promise<string> {
  return retriedSoon.firstAttemptHangs();
}

/** A local activity that ends, and one whose worker has to go before it does. */
export async function localSteps(): Promise<string> {
  const first = await local.echo('recorded');
  return `${first}, ${await local.stuckIn('first')}`;
}

/** An activity that is completed from outside. */
export async function waitsForCompletion(): Promise<string> {
  return completedElsewhere();
}

/** The same, and an attempt that nobody completes soon is followed by another one. */
export async function waitsForCompletionBriefly(): Promise<string> {
  return completedSoon.completedElsewhere();
}

/** The first attempt takes longer than it may, and then answers as if nothing had happened. */
export async function firstAttemptIsLate(): Promise<string> {
  return retriedSoon.late();
}

/** Two activities, a timer and a signal: what 200 of are in flight when something dies. */
export async function journey(name: string, sleepMs: number): Promise<string> {
  let signalled = '';
  setHandler(go, (value) => {
    signalled = value;
  });
  const first = await echo(`${name}:first`);
  await sleep(sleepMs);
  await condition(() => signalled !== '');
  const last = await echo(`${name}:last`);
  return [first, signalled, last].join(' ');
}

/** An activity after the other; each takes a moment. */
export async function steps(count: number): Promise<number> {
  for (let step = 0; step < count; step += 1) await slow(String(step));
  return count;
}

/** Collects signals, continues as new after every so many, and answers all of them in the order of arrival. */
export async function collect(limit: number, before: readonly string[] = []): Promise<readonly string[]> {
  const items: string[] = [];
  let done = false;
  setHandler(item, (sender, index) => {
    items.push(`${sender}:${index}`);
  });
  setHandler(finish, () => {
    done = true;
  });
  setHandler(received, () => before.length + items.length);
  await condition(() => done || items.length >= limit);
  await condition(allHandlersFinished);
  if (!done) await continueAsNew<typeof collect>(limit, [...before, ...items]);
  return [...before, ...items];
}

/** Appends what updates bring, each after an activity, and answers all of it. */
export async function appended(): Promise<readonly string[]> {
  const values: string[] = [];
  let done = false;
  setHandler(append, async (value) => {
    values.push(await echo(value));
    return values.length;
  });
  setHandler(finish, () => {
    done = true;
  });
  await condition(() => done);
  await condition(allHandlersFinished);
  return values;
}

/** Continues as new until it has counted down. */
export async function countdown(from: number): Promise<string> {
  if (from > 0) await continueAsNew<typeof countdown>(from - 1);
  return 'done';
}

/** Sleeps and answers how long it took by the workflow's clock. */
export async function sleeper(ms: number): Promise<number> {
  const began = Date.now();
  await sleep(ms);
  return Date.now() - began;
}

/** A child that ends only when it is cancelled. */
export async function forever(): Promise<void> {
  await condition(() => false);
}

/** Starts a child and answers what it answered. */
export async function parent(childId: string): Promise<string> {
  return executeChild(child, { workflowId: childId, workflowTaskTimeout: '1 second' });
}

/** Starts a child that is to be cancelled with it, then ends when it is told to. */
export async function parentThatLeaves(childId: string): Promise<string> {
  let told = false;
  setHandler(finish, () => {
    told = true;
  });
  const parentClosePolicy = ParentClosePolicy.REQUEST_CANCEL;
  await startChild(forever, { workflowId: childId, parentClosePolicy, workflowTaskTimeout: '1 second' });
  await condition(() => told);
  return 'left';
}

export async function child(): Promise<string> {
  return `${await echo('child')} of ${workflowInfo().parent?.workflowId ?? 'nobody'}`;
}
