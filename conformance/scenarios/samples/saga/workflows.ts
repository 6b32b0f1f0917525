import { proxyActivities, sleep } from '@temporalio/workflow';
import type { createExpedition } from './activities';
import { Compensations } from './compensations';

const { hireGuide, dismissGuide, rentTent, returnTent, buyPermit } = proxyActivities<
  ReturnType<typeof createExpedition>
>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 2, initialInterval: '1 millisecond' },
});

export async function prepareExpedition(mountain: string): Promise<string> {
  const compensations = new Compensations();
  try {
    // Before the step: it may have been done although it is reported as failed.
    compensations.add(() => dismissGuide(mountain));
    await hireGuide(mountain);
    compensations.add(() => returnTent(mountain));
    await rentTent(mountain);
    if (mountain === 'Brocken') await sleep('10 days');
    return await buyPermit(mountain);
  } catch (error) {
    await compensations.run();
    throw error;
  }
}
