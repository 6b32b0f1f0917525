import { MeshCall } from '@perdure/mesh';
import { Redis, url } from '../redis';

export const interruptMyCron = (): Promise<boolean> =>
  MeshCall.interrupt({
    topic: 'my.cron.function',
    redis: {
      class: Redis,
      options: { url },
    },
    options: { id: 'myNightlyCron123' },
  });
