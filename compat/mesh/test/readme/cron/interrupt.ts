import { MeshCall } from '@perdure/mesh';
import { Redis, url } from '../redis';

export async function interruptMyCron(): Promise<boolean> {
  const interrupted =
    // #region interrupt
    MeshCall.interrupt({
      topic: 'my.cron.function',
      redis: {
        class: Redis,
        options: { url },
      },
      options: { id: 'myNightlyCron123' },
    });
  // #endregion
  return await interrupted;
}
