import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { transcode } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '1 millisecond' },
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function publishFilm(film: string, frames?: number): Promise<string> {
  return `${film}: ${await transcode(film, frames)} frames`;
}
