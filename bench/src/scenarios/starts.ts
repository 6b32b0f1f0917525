import { inFlight } from '../measure';
import { row } from '../result';
import { nothing } from '../workflows';
import type { Scenario } from './context';

/** How fast workflows can be started, nobody serving them; and what an open one takes in Redis. */
export const startsScenario: Scenario = {
  name: 'starts',
  async run({ client, redis, newId, quick }) {
    const total = quick ? 1_000 : 5_000;
    const ids = Array.from({ length: total }, newId);
    const before = await redis.read();
    const timing = await inFlight(100, total, (index) =>
      client.workflow.start(nothing, { taskQueue: 'nobody', workflowId: ids[index] ?? '' }),
    );
    const after = await redis.read();
    await inFlight(100, total, (index) => client.workflow.getHandle(ids[index] ?? '').terminate());
    return [
      row('start', 100, timing, {
        redisBytesPerStartedWorkflow: Math.round((after.usedBytes - before.usedBytes) / total),
      }),
    ];
  },
};
