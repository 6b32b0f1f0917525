import {
  ApplicationFailure,
  condition,
  defineSignal,
  setDefaultSignalHandler,
  setHandler,
  sleep,
  workflowInfo,
} from '@perdure/workflow';

export const early = defineSignal<[value: number]>('early');
export const other = defineSignal<[value: number]>('other');
export const finish = defineSignal('finish');
export const faulty = defineSignal<[kind: string]>('faulty');

/** Registers the handler late: what came before waited, in order, and is handled at once. */
export async function lateHandler(): Promise<string[]> {
  const seen: string[] = [];
  let finished = false;
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished);
  setHandler(early, (value) => {
    seen.push(`early ${value}`);
  });
  seen.push('next statement');
  setDefaultSignalHandler((name, ...args) => {
    seen.push(`default ${name} ${args.join()}`);
  });
  return seen;
}

/** Never registers a handler for what it gets. */
export async function ignoresSignals(): Promise<string> {
  let finished = false;
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished);
  return 'done';
}

/** Its handler throws. */
export async function faultySignal(): Promise<void> {
  setHandler(faulty, (kind) => {
    if (kind === 'failure') throw ApplicationFailure.nonRetryable('thrown by a signal handler');
    throw new Error('not a failure of Temporal');
  });
  await sleep('1 day');
}

/** Collects until it is told to finish. */
export async function collectsSignals(): Promise<number[]> {
  const seen: number[] = [];
  let finished = false;
  setHandler(early, (value) => {
    seen.push(value);
  });
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished);
  return seen;
}

/** The first attempt fails; the second waits for a signal. */
export async function failsOnceThenCollects(): Promise<number[]> {
  const seen: number[] = [];
  setHandler(early, (value) => {
    seen.push(value);
  });
  if (workflowInfo().attempt === 1) throw ApplicationFailure.retryable('once more');
  await condition(() => seen.length > 0);
  return seen;
}
