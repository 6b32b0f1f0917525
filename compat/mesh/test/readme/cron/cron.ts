import { MeshCall } from '@perdure/mesh';
import { Redis, url } from '../redis';

export const runMyCron = async (id: string, interval = '0 0 * * *'): Promise<boolean> => {
  return await MeshCall.cron({
    topic: 'my.cron.function',
    redis: {
      class: Redis,
      options: { url },
    },
    callback: async () => {
      //your code here...
    },
    options: { id, interval, maxCycles: 24 },
  });
};
