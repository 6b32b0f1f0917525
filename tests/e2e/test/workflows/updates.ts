import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  defineSignal,
  defineUpdate,
  setDefaultUpdateHandler,
  setHandler,
  sleep,
} from '@perdure/workflow';
import { HandlerUnfinishedPolicy } from '@temporalio/common';

export const add = defineUpdate<number[], [values: number[]]>('add');
export const failing = defineUpdate<void, [kind: string]>('failing');
export const endless = defineUpdate<void>('endless');
export const whichUpdate = defineUpdate<string | undefined>('whichUpdate');
export const stop = defineSignal('stop');

async function untilStopped(): Promise<void> {
  let stopped = false;
  setHandler(stop, () => {
    stopped = true;
  });
  await condition(() => stopped);
}

/** The validator changes its argument, which the handler never sees, and refuses an empty one. */
export async function adds(): Promise<number[]> {
  const all: number[] = [];
  setHandler(
    add,
    async (values) => {
      await sleep('1 millisecond');
      all.push(...values);
      return all;
    },
    {
      validator: (values: number[]) => {
        if (values.length === 0) throw new Error('nothing to add');
        values.push(999);
      },
    },
  );
  setHandler(whichUpdate, () => currentUpdateInfo()?.id);
  await untilStopped();
  return all;
}

/** Its update handler fails, in one way or another. */
export async function failsUpdates(): Promise<string> {
  setHandler(failing, (kind) => {
    if (kind === 'failure') throw ApplicationFailure.nonRetryable('refused by the handler', 'Refused', 'detail');
    throw new Error('not a failure of Temporal');
  });
  await untilStopped();
  return 'went on';
}

/** Ends while an update it has accepted is running. */
export async function endsDuringUpdate(): Promise<string> {
  setHandler(endless, () => condition(() => false), { unfinishedPolicy: HandlerUnfinishedPolicy.ABANDON });
  await untilStopped();
  return 'done';
}

/** Has one handler for all updates, and none with a name. */
export async function defaultUpdates(): Promise<void> {
  setDefaultUpdateHandler((name, ...args) => `${name} with ${args.join()}`);
  await untilStopped();
}

/** Waits for its handlers before it ends. */
export async function waitsForHandlers(): Promise<number> {
  let handled = 0;
  setHandler(endless, async () => {
    await sleep('20 milliseconds');
    handled++;
  });
  await untilStopped();
  await condition(allHandlersFinished);
  return handled;
}

/** Ends with handlers at work, and with the usual policy: the worker warns. */
export async function leavesHandlers(): Promise<string> {
  setHandler(endless, () => condition(() => false));
  setHandler(defineSignal('endlessSignal'), () => condition(() => false).then(() => undefined));
  await untilStopped();
  return 'done';
}

/** Handlers that register the next one: accepted first come first, completed last come first. */
export async function nestedUpdates(): Promise<string[]> {
  const seen: string[] = [];
  const nested = (name: string, inner: () => void) => () => {
    seen.push(`${name} accepted`);
    inner();
    seen.push(`${name} completed`);
  };
  const third = () =>
    setHandler(
      defineUpdate('third'),
      nested('third', () => undefined),
    );
  const second = () => setHandler(defineUpdate('second'), nested('second', third));
  setHandler(defineUpdate('first'), nested('first', second));
  await condition(() => seen.length === 6);
  return seen;
}
