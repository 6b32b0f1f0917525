import { proxyActivities } from '@temporalio/workflow';
import type { createDiskActivities, createShared } from './activities';

const options = { startToCloseTimeout: '1 minute' } as const;
const { queueOfThisWorker } = proxyActivities<ReturnType<typeof createShared>>(options);

export async function developRoll(roll: string): Promise<string> {
  const taskQueue = await queueOfThisWorker();
  const { fetchRoll, develop } = proxyActivities<ReturnType<typeof createDiskActivities>>({
    ...options,
    taskQueue,
    scheduleToStartTimeout: '1 minute',
  });
  await fetchRoll(roll);
  return await develop(roll);
}
