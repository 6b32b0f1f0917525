import { inFlight } from '../measure';
import { row, type Result } from '../result';
import type { Scenario, ScenarioContext } from './context';

const AMOUNTS = [
  { lanes: 1, total: 1_000 },
  { lanes: 10, total: 5_000 },
  { lanes: 100, total: 20_000 },
] as const;

/** An activity without a workflow, from start to result, with more and more of them at a time. */
export const standaloneScenario: Scenario = {
  name: 'standalone',
  async run(context) {
    await inFlight(20, 1_000, () => execute(context));
    const results: Result[] = [];
    for (const { lanes, total } of AMOUNTS) {
      const count = context.quick ? Math.ceil(total / 5) : total;
      const before = await context.redis.read();
      const timing = await inFlight(lanes, count, () => execute(context));
      const after = await context.redis.read();
      results.push(
        row('standalone', lanes, timing, {
          redisCommandsPerActivity: round((after.commands - before.commands) / count),
          redisMicrosecondsPerActivity: round((after.microseconds - before.microseconds) / count),
          redisBytesPerClosedActivity: Math.round((after.usedBytes - before.usedBytes) / count),
        }),
      );
    }
    return results;
  },
};

function execute({ client, taskQueue, newId }: ScenarioContext): Promise<string> {
  return client.activity.execute('echo', { taskQueue, id: newId(), args: ['hello'], startToCloseTimeout: '1 minute' });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
