import { type ActivityFailure, proxyActivities, type TimeoutFailure } from '@temporalio/workflow';
import type * as activities from './activities';

const { beatsOnce } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '300 milliseconds',
  retry: { maximumAttempts: 1 },
});

export async function silent(): Promise<unknown> {
  const failure = (await beatsOnce().catch((error: unknown) => error)) as ActivityFailure;
  const cause = failure.cause as TimeoutFailure;
  return [cause.timeoutType, cause.lastHeartbeatDetails];
}
