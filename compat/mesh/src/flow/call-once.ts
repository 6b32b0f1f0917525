/**
 * Calls a function of the workflow's own process once, and records what it returned: a local activity whose function is a
 * closure. Owns the closures from the call until it has ended.
 */
import { ActivityFailure } from '@temporalio/common';
import { scheduleLocalActivity, workflowInfo } from '@perdure/workflow';
import { currentState } from './current-run';

/** Type of the local activity. */
export const CALL = 'meshflow:call';
const START_TO_CLOSE = '1 hour';

const closures = new Map<string, (key: string) => unknown>();

/**
 * Takes a step that runs `fn` here, which gets the name of the step. A worker that dies before its result is recorded leads to
 * another call. What fails is final unless `ended` is given, which hears that the step has ended: then it is tried again until
 * it says itself that it is final.
 */
export async function callOnce<T>(
  what: string,
  label: string,
  fn: (key: string) => T | Promise<T>,
  ended?: (key: string) => void,
): Promise<T> {
  return await currentState(what).step(label, async (step) => {
    const key = `${workflowInfo().runId}/${step}`;
    const result = await callHere<T>(key, fn, ended !== undefined);
    ended?.(key);
    return result;
  });
}

/** The same outside of numbered steps, under a name that no other call of the run has. */
export async function callHere<T>(key: string, fn: (key: string) => T | Promise<T>, repeats: boolean): Promise<T> {
  closures.set(key, fn);
  try {
    return await scheduleLocalActivity<T>(CALL, [key], {
      startToCloseTimeout: START_TO_CLOSE,
      retry: repeats ? { initialInterval: '100ms', maximumInterval: '10s' } : { maximumAttempts: 1 },
    });
  } catch (error) {
    throw error instanceof ActivityFailure && error.cause ? error.cause : error;
  } finally {
    closures.delete(key);
  }
}

/** What the worker runs for it. */
export async function runClosure(named: unknown): Promise<unknown> {
  const key = String(named);
  const fn = closures.get(key);
  if (!fn) throw new Error(`The workflow that asked for ${key} is not in this process any more: it asks again`);
  return await fn(key);
}

/** Runs a function in the process of the workflow, once: a replay gets what it returned, or threw. The result is JSON. */
export function once<T, A extends unknown[]>(fn: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
  return callOnce('once', `once ${fn.name}`, () => fn(...args));
}
