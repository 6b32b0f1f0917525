/** Programs for both replayers; each is the code that a history of `cases.ts` is held against. */
import {
  CancellationScope,
  condition,
  defineSignal,
  deprecatePatch,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  uuid4,
} from '@temporalio/workflow';

interface Activities {
  greet(name: string): Promise<string>;
  wave(name: string): Promise<string>;
}
const { greet, wave } = proxyActivities<Activities>({ startToCloseTimeout: '10s' });
const go = defineSignal('go');

/** What the history of `order` was written by. */
export async function order(): Promise<string> {
  const greeting = await greet('Ann');
  await sleep('1s');
  return greeting;
}

export async function orderSwapped(): Promise<string> {
  await sleep('1s');
  return await greet('Ann');
}

export async function orderRenamed(): Promise<string> {
  const greeting = await wave('Ann');
  await sleep('1s');
  return greeting;
}

export async function orderLonger(): Promise<string> {
  const greeting = await greet('Ann');
  await sleep('1s');
  await sleep('1s');
  return greeting;
}

export async function orderShorter(): Promise<string> {
  return await greet('Ann');
}

export async function orderMore(): Promise<string> {
  const [greeting] = await Promise.all([greet('Ann'), wave('Bob')]);
  await sleep('1s');
  return greeting;
}

export async function orderOtherDetails(): Promise<string> {
  await greet('Bob');
  await sleep('1h');
  return 'another result';
}

export async function orderFails(): Promise<string> {
  await greet('Ann');
  throw new Error('a bug');
}

export async function orderFailsAtOnce(): Promise<string> {
  return await Promise.reject(new Error('a bug'));
}

export async function orderForbidden(): Promise<string> {
  const greeting = await greet('Ann');
  new WeakRef({});
  await sleep('1s');
  return greeting;
}

export async function orderPatched(): Promise<string> {
  const greeting = patched('hands') ? await wave('Ann') : await greet('Ann');
  await sleep('1s');
  return greeting;
}

export async function orderDeprecated(): Promise<string> {
  deprecatePatch('hands');
  const greeting = await wave('Ann');
  await sleep('1s');
  return greeting;
}

export async function orderWaved(): Promise<string> {
  const greeting = await wave('Ann');
  await sleep('1s');
  return greeting;
}

/** Flag 2: what the signal began gets further than the timer, or not. */
export async function signalAndTimer(): Promise<void> {
  setHandler(go, async () => {
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    await greet('from the signal');
  });
  await sleep('1s');
  await wave('from the workflow');
}

/** Flag 1: scopes inside of a shield. */
export async function shielded(): Promise<void> {
  await CancellationScope.nonCancellable(() => CancellationScope.cancellable(() => sleep('1h')));
}

/** Flag 1: the timer of a scope with a timeout. */
export async function withTimeout(): Promise<string> {
  return await CancellationScope.withTimeout('1h', () => greet('Ann'));
}

/** Flag 1: a bare timer and cancellation. */
export async function bareTimer(): Promise<void> {
  setTimeout(() => undefined, 3_600_000);
  await condition(() => false);
}

/** Flag 1: which number the timer after a cleared one has. */
export async function clearedTimer(): Promise<void> {
  const timer = setTimeout(() => undefined, 3_600_000);
  await sleep('1s');
  clearTimeout(timer);
  await sleep('1s');
}

/** Core flag 3: what a coroutine asks for after the workflow has returned. */
export async function afterTheEnd(): Promise<void> {
  void (async () => {
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    await sleep('1h');
  })();
  await Promise.resolve();
}

/** The seed: ids before and after a reset. */
export async function ids(): Promise<void> {
  await sleep('1s');
  const { greet: named } = proxyActivities<Activities>({ startToCloseTimeout: '10s', activityId: uuid4() });
  await named('Ann');
}

/** Histories that servers of Temporal wrote, for programs in another language. */
export async function fromServerTimer(): Promise<void> {
  await sleep('1s');
}

export async function fromServerPatch(): Promise<void> {
  patched('integ_test_change_name');
  for (let i = 0; i < 3; i += 1) await sleep('1s');
}

export async function fromServerPatchRemoved(): Promise<void> {
  for (let i = 0; i < 3; i += 1) await sleep('1s');
}

interface OfServers {
  say_hello(name: string): Promise<string>;
  delay(): Promise<void>;
}
const { say_hello, delay } = proxyActivities<OfServers>({ startToCloseTimeout: '10s' });
const { delay: localDelay } = proxyLocalActivities<OfServers>({ startToCloseTimeout: '60s' });

export async function fromServerHello(): Promise<void> {
  await say_hello('x');
  await condition(() => false);
}

export async function fromServerLocal(): Promise<void> {
  let signalled = false;
  setHandler(defineSignal('whaatever'), () => void (signalled = true));
  await condition(() => signalled);
  await localDelay();
  await delay();
  await condition(() => false);
}

export async function fromServerLocalRemoved(): Promise<void> {
  let signalled = false;
  setHandler(defineSignal('whaatever'), () => void (signalled = true));
  await condition(() => signalled);
  await delay();
  await condition(() => false);
}
