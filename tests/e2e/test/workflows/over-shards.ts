import {
  condition,
  defineQuery,
  defineSignal,
  executeChild,
  getExternalWorkflowHandle,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@perdure/workflow';
import type * as activities from './over-shards-activities';

const { triple } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

/** One third of an activity's result, after a moment. */
export async function member(value: number): Promise<number> {
  await sleep(10);
  return (await triple(value)) / 3;
}

/** The sum of 1..count, each worked out by a child whose id, and so its shard, is its own. */
export async function family(count: number): Promise<number> {
  const { workflowId } = workflowInfo();
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const results = await Promise.all(
    numbers.map((value) => executeChild(member, { args: [value], workflowId: `${workflowId}/${value}` })),
  );
  return results.reduce((sum, value) => sum + value, 0);
}

export const greet = defineSignal<[from: string]>('greet');
export const total = defineQuery<number>('total');

/** Greets everybody, itself included, until everybody has greeted; answers who did. */
export async function askEachOther(everybody: string[]): Promise<string[]> {
  const heard = new Set<string>();
  setHandler(greet, (from) => void heard.add(from));
  setHandler(total, () => heard.size);
  const { workflowId } = workflowInfo();
  heard.add(workflowId);
  for (const other of everybody) {
    if (other !== workflowId) await greetWhenThere(other, workflowId);
  }
  await condition(() => heard.size === everybody.length);
  return [...heard].sort();
}

/** The other one may not have been started yet. */
async function greetWhenThere(other: string, self: string): Promise<void> {
  for (;;) {
    try {
      return await getExternalWorkflowHandle(other).signal(greet, self);
    } catch {
      await sleep(20);
    }
  }
}
