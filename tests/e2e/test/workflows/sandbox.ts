import {
  inWorkflowContext,
  sleep,
  uuid4,
  workflowInfo,
  log,
  proxySinks,
  upsertMemo,
  upsertSearchAttributes,
  type Sinks,
} from '@perdure/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';

let counter = 0;

/** Module state belongs to the run. */
export async function countsInModule(): Promise<number> {
  counter++;
  await sleep('1 millisecond');
  return ++counter;
}

declare const setTimeout: (fn: () => void, ms: number) => number;
declare const clearTimeout: (id: number) => void;

/** The clock stands still in an activation, and timers move it. */
export async function clocks(): Promise<unknown> {
  const before = Date.now();
  let spin = 0;
  for (let index = 0; index < 1e5; index++) spin += index;
  const still = Date.now() === before && new Date().getTime() === before && spin > 0;
  await sleep('20 milliseconds');
  const moved = Date.now() - before;
  const fired = await new Promise<string>((resolve) => {
    const never = setTimeout(() => resolve('never'), 5);
    clearTimeout(never);
    setTimeout(() => resolve('fired'), 10);
  });
  return { still, movedBy: moved >= 20, fired };
}

/** The same numbers in each replay; other ones in each run. */
export async function randomness(): Promise<unknown[]> {
  const first = [Math.random(), uuid4()];
  await sleep('1 millisecond');
  return [...first, Math.random(), uuid4()];
}

export async function forbidden(name: 'WeakRef' | 'FinalizationRegistry'): Promise<void> {
  const globals = globalThis as unknown as Record<string, new (value: unknown) => unknown>;
  const constructor = globals[name];
  if (constructor) new constructor({});
  return Promise.resolve();
}

export async function insideContext(): Promise<boolean> {
  return Promise.resolve(inWorkflowContext());
}

/** What a workflow knows of itself. Dates and maps would not survive the way out. */
export async function info(): Promise<unknown> {
  await sleep('1 millisecond');
  const all = workflowInfo();
  return {
    ...all,
    unsafe: { isReplaying: all.unsafe.isReplaying, now: typeof all.unsafe.now() },
    typedSearchAttributes: all.typedSearchAttributes.getAll().length,
    startTime: all.startTime.getTime(),
    runStartTime: all.runStartTime.getTime(),
    executionExpirationTime: all.executionExpirationTime?.getTime(),
  };
}

const keys = {
  text: defineSearchAttributeKey('CustomText', 'TEXT'),
  int: defineSearchAttributeKey('CustomInt', 'INT'),
  list: defineSearchAttributeKey('CustomList', 'KEYWORD_LIST'),
};

export async function visible(): Promise<unknown> {
  upsertMemo({ kept: 1, changed: 'new', dropped: null });
  upsertSearchAttributes([
    { key: keys.int, value: 7 },
    { key: keys.list, value: ['a', 'b'] },
    { key: keys.text, value: null },
  ]);
  await sleep('1 millisecond');
  const { memo, typedSearchAttributes } = workflowInfo();
  return {
    memo,
    int: typedSearchAttributes.get(keys.int),
    list: typedSearchAttributes.get(keys.list),
    text: typedSearchAttributes.get(keys.text) ?? 'none',
  };
}

export interface TestSinks extends Sinks {
  test: {
    note(text: string): void;
    always(text: string): void;
    failing(): void;
  };
}

/** Speaks in two tasks; the first is replayed when nothing is cached. */
export async function speaks(): Promise<void> {
  const { test } = proxySinks<TestSinks>();
  log.info('first', { step: 1 });
  test.note('first');
  test.always('first');
  test.failing();
  await sleep('1 millisecond');
  log.warn('second');
  test.note('second');
}
