import { ApplicationFailure, proxyLocalActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';

const options = { startToCloseTimeout: '1 minute' } as const;
const quick = proxyLocalActivities<typeof activities>({ ...options, retry: { initialInterval: '1 millisecond' } });
const slow = proxyLocalActivities<typeof activities>({
  ...options,
  localRetryThreshold: '10 milliseconds',
  retry: { initialInterval: '30 milliseconds', backoffCoefficient: 1 },
});

export async function checkIn(guest: string): Promise<string[]> {
  const once = await quick.attempts(guest, 1);
  const thrice = await quick.attempts(guest, 3);
  await sleep(1);
  const twice = await slow.attempts(guest, 2);
  const reason = await quick.refuse(guest).catch((error: unknown) => {
    // Not wrapped, as the failure of another activity would be.
    if (error instanceof ApplicationFailure) return error.message;
    throw error;
  });
  return [once, thrice, twice, reason ?? 'no reason'];
}
