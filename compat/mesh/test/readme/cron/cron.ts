import { MeshCall } from '@perdure/mesh';
import { Redis, url } from '../redis';

/** So that the test sees it run; the example says "your code here". */
export const runs: Date[] = [];

export const runMyCron = async (id: string, interval = '0 0 * * *'): Promise<boolean> => {
  return await MeshCall.cron({
    topic: 'my.cron.function',
    redis: {
      class: Redis,
      options: { url },
    },
    callback: async () => {
      //your code here...
      runs.push(new Date());
    },
    options: { id, interval, maxCycles: 24 },
  });
};
