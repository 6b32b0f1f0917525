import { activityInfo, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

export async function resumes(): Promise<unknown> {
  const { attempt, heartbeatDetails } = activityInfo() as { attempt: number; heartbeatDetails?: unknown };
  if (attempt > 1) return heartbeatDetails;
  for (let row = 0; row <= 5; row++) heartbeat({ row });
  throw ApplicationFailure.retryable('once more');
}
