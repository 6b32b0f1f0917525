import { startWorker } from '../process/start-worker';
import type { Result } from '../result';
import type { Scenario } from './context';

/** This scenario's worker and the one of the whole run, which is idle meanwhile as well. */
const WORKERS = 2;

/** How long a worker takes to be ready, and what it asks of Redis while there is nothing to do. */
export const idleScenario: Scenario = {
  name: 'idle',
  async run({ redis, redisUrl, quick }): Promise<readonly Result[]> {
    const starts: number[] = [];
    for (let index = 0; index < 3; index += 1) {
      const worker = await startWorker(redisUrl, 'idle');
      starts.push(worker.startMs);
      await worker.stop();
    }
    const worker = await startWorker(redisUrl, 'idle');
    const seconds = quick ? 5 : 15;
    const before = await redis.read();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    const after = await redis.read();
    await worker.stop();
    return [
      { system: 'perdure', scenario: 'worker-start', inFlight: 0, values: { bestMs: Math.min(...starts) } },
      {
        system: 'perdure',
        scenario: 'idle',
        inFlight: 0,
        values: {
          redisCommandsPerSecondAndWorker:
            Math.round(((after.commands - before.commands) / seconds / WORKERS) * 10) / 10,
        },
      },
    ];
  },
};
