import { inFlight } from '../measure';
import { row, type Result } from '../result';
import { oneActivity } from '../workflows';
import type { Scenario, ScenarioContext } from './context';

const AMOUNTS = [
  { lanes: 1, total: 300 },
  { lanes: 10, total: 2_000 },
  { lanes: 100, total: 10_000 },
  { lanes: 500, total: 10_000 },
] as const;

/** A workflow with one activity, from start to result, with more and more of them at a time. */
export const oneActivityScenario: Scenario = {
  name: 'one-activity',
  async run(context) {
    await inFlight(20, 200, () => execute(context));
    const results: Result[] = [];
    for (const { lanes, total } of AMOUNTS) {
      const count = context.quick ? Math.ceil(total / 5) : total;
      const before = await context.redis.read();
      const timing = await inFlight(lanes, count, () => execute(context));
      const after = await context.redis.read();
      results.push(
        row('one-activity', lanes, timing, {
          redisCommandsPerWorkflow: round((after.commands - before.commands) / count),
          redisMicrosecondsPerWorkflow: round((after.microseconds - before.microseconds) / count),
          redisBytesPerClosedWorkflow: Math.round((after.usedBytes - before.usedBytes) / count),
        }),
      );
    }
    return results;
  },
};

function execute({ client, taskQueue, newId }: ScenarioContext): Promise<string> {
  return client.workflow.execute(oneActivity, { taskQueue, workflowId: newId(), args: ['hello'] });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
