/** Signals that are named by an id and not by a workflow: told to the keeper of that id. */
import {
  ChildWorkflowCancellationType,
  condition,
  defineSignal,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  setHandler,
  startChild,
  workflowInfo,
  type ChildWorkflowOptions,
} from '@perdure/workflow';
import { keptFor } from '@perdure/common/lib/retention';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { checkText } from './check';
import { currentState } from './current-run';
import type { KeeperMessage, Delivery } from './keeper';
import { DELIVER, KEEPER_RETENTION_MS, keeperId, SIGNAL_KEEPER, SIGNAL_QUEUE } from './names';
import type { RunState } from './run-state';
import { checkSignal } from './signal-limits';

/** A keeper may end between two attempts to reach it; more often than that it does not happen. */
const ATTEMPTS = 20;
const deliver = defineSignal<[Delivery]>(DELIVER);

/** Waits for a signal with this id: one sent since the workflow was started, or one that nobody has taken yet. */
export async function waitFor(signalId: string): Promise<unknown> {
  const state = currentState('waitFor');
  checkText('The id of a signal', signalId);
  return await state.step(`waitFor ${signalId}`, async (step) => {
    const { workflowId, firstExecutionRunId: chain, startTime } = workflowInfo();
    listen(state, chain);
    await tellKeeper(signalId, { kind: 'await', waiter: { workflowId, chain, step, sinceMs: startTime.getTime() } });
    await condition(() => state.inbox.has(step));
    const received = state.inbox.get(step);
    state.inbox.delete(step);
    return received?.data;
  });
}

/** Sends a signal to whoever waits for this id, or will. */
export async function sendSignal(signalId: string, data: unknown): Promise<string> {
  checkSignal(signalId, data);
  return await currentState('signal').step(`signal ${signalId}`, async (step) => {
    await tellKeeper(signalId, { kind: 'send', data });
    return `${workflowInfo().workflowId}/${step}`;
  });
}

function listen(state: RunState, chain: string): void {
  setHandler(deliver, (delivery) => {
    if (delivery.chain === chain) state.inbox.set(delivery.step, { data: delivery.data });
  });
}

async function tellKeeper(signalId: string, message: KeeperMessage): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await startedKeeper(signalId, message)) return;
    try {
      await getExternalWorkflowHandle(keeperId(signalId)).signal(message.kind, message);
      return;
    } catch {
      // It has ended in between: a new one is started.
    }
  }
  throw new Error(`The keeper of signal '${signalId}' could not be reached: it ended ${ATTEMPTS} times in between`);
}

async function startedKeeper(signalId: string, message: KeeperMessage): Promise<boolean> {
  try {
    const keeper = {
      workflowId: keeperId(signalId),
      taskQueue: SIGNAL_QUEUE,
      args: [signalId, undefined, message],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
    } as ChildWorkflowOptions;
    await startChild(SIGNAL_KEEPER, keptFor(keeper, KEEPER_RETENTION_MS));
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
