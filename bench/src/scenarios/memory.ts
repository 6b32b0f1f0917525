import { inFlight } from '../measure';
import { counter, poked } from '../workflows';
import type { Scenario } from './context';

/** Redis memory of a workflow that waits for a signal, its first task done. */
export const memoryScenario: Scenario = {
  name: 'memory',
  async run({ client, taskQueue, redis, newId, quick }) {
    const total = quick ? 300 : 1_500;
    const ids = Array.from({ length: total }, newId);
    const before = await redis.read();
    await inFlight(50, total, async (index) => {
      const handle = await client.workflow.start(counter, { taskQueue, workflowId: ids[index] ?? '' });
      await handle.query(poked);
    });
    const after = await redis.read();
    await inFlight(50, total, (index) => client.workflow.getHandle(ids[index] ?? '').terminate());
    return [
      {
        system: 'perdure',
        scenario: 'open-workflow-memory',
        inFlight: 0,
        values: { redisBytesPerOpenWorkflow: Math.round((after.usedBytes - before.usedBytes) / total) },
      },
    ];
  },
};
