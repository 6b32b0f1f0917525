/** What a workflow function of MeshFlow can call. */
import { proxyActivities } from './activities';
import { getClient } from '@perdure/activity';
import { callOnce, once } from './call-once';
import { execChild, startChild } from './children';
import { getContext } from './context';
import { emit, trace } from './events';
import { execHook, hook } from './hooks';
import { interruptExecution } from './interrupt';
import { enrich, search } from '../record/current';
import { random } from './random';
import { sendSignal, waitFor } from './signals';
import { sleepFor } from './sleep-for';
import type { InterruptOptions } from './types';

/** As `Promise.all`, with the promises as arguments. There is no limit to their number. */
async function all<T>(...promises: Promise<T>[]): Promise<T[]> {
  return await Promise.all(promises);
}

/** Ends another execution at once. Answers its id. */
async function interrupt(workflowId: string, options: InterruptOptions = {}): Promise<string> {
  return await callOnce('interrupt', `interrupt ${workflowId}`, async () => {
    await interruptExecution(getClient(), workflowId, options);
    return workflowId;
  });
}

export const workflow = {
  proxyActivities,
  waitFor: waitFor as <T = unknown>(signalId: string) => Promise<T>,
  /** The same as `waitFor`. */
  waitForSignal: waitFor as <T = unknown>(signalId: string) => Promise<T>,
  signal: sendSignal,
  sleepFor,
  /** The same as `sleepFor`. */
  sleep: sleepFor,
  execChild,
  /** The same as `execChild`. */
  executeChild: execChild,
  startChild,
  hook,
  execHook,
  interrupt,
  once,
  random,
  getContext,
  search,
  enrich,
  emit,
  trace,
  all,
} as const;
