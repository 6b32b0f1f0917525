import { inFlight, type Timing } from '../measure';
import { startWorker } from '../process/start-worker';
import { row, type Result } from '../result';
import { add, finish, stepper } from '../workflows';
import type { Scenario, ScenarioContext } from './context';

const LENGTHS = [10, 1_000, 10_000] as const;
/** An activity adds six events: scheduled, started, completed, and a task around them. */
const EVENTS_PER_STEP = 6;

/** One more step of a workflow whose history has so many events: warm, and after its worker has forgotten it. */
export const longHistoryScenario: Scenario = {
  name: 'long-history',
  async run(context) {
    const results: Result[] = [];
    const lengths = context.quick ? LENGTHS.slice(0, 2) : LENGTHS;
    for (const length of lengths) results.push(...(await stepsAt(context, length)));
    return results;
  },
};

async function stepsAt(context: ScenarioContext, length: number): Promise<readonly Result[]> {
  const { client, newId, redisUrl } = context;
  const taskQueue = `long-${length}`;
  const workflowId = newId();
  const worker = await startWorker(redisUrl, taskQueue);
  const handle = await client.workflow.start(stepper, { taskQueue, workflowId });
  const step = (count: number): Promise<number> => handle.executeUpdate(add, { args: [count] });
  await step(Math.max(1, Math.round(length / EVENTS_PER_STEP)));
  const warm = await inFlight(1, context.quick ? 20 : 50, () => step(1));
  await worker.stop();
  const cold = await coldStep(redisUrl, taskQueue, step);
  await handle.signal(finish);
  return [row(`step-warm-at-${length}`, 1, warm), row(`step-cold-at-${length}`, 1, cold)];
}

/** The first step on a new worker replays the whole history. */
async function coldStep(url: string, taskQueue: string, step: (count: number) => Promise<number>): Promise<Timing> {
  const worker = await startWorker(url, taskQueue);
  try {
    return await inFlight(1, 1, () => step(1));
  } finally {
    await worker.stop();
  }
}
