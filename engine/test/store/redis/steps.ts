/** Transitions that the tests of this folder need, and a shorthand for a poll. */
import type { PollRequest, Store } from '../../../src/store/contract';
import type { Transition } from '../../../src/model/transition';
import { append, create, event, NEW, SCHEDULE, signal, transition } from '../suite/build';

export function start(workflowId: string, runId = `run-of-${workflowId}`): Transition {
  return transition(workflowId, [create(workflowId, runId, {}), SCHEDULE], { guards: [NEW] });
}

export function signalOnce(workflowId: string, requestId: string): Transition {
  return transition(workflowId, signal('once'), { dedupe: { kind: 'window', requestId } });
}

export function mark(workflowId: string): Transition {
  return transition(workflowId, [append(event('MarkerRecorded'))]);
}

export const FLOWS = { kind: 'workflow', taskQueue: 'flows' } as const;

let polls = 0;
export function pollOf(request: Partial<PollRequest> = {}): PollRequest {
  return {
    worker: 'worker-1',
    identity: 'tester',
    slot: '0',
    pollId: `poll-${++polls}`,
    leaseMs: 30_000,
    workflow: { taskQueue: 'flows', max: 10 },
    ...request,
  };
}

export async function typesOf(store: Store, workflowId: string, shard = 0): Promise<string[]> {
  const run = await store.readRun(shard, workflowId);
  return (await store.readHistory(shard, run?.runId ?? '', 1)).map(({ type }) => type);
}
