import { ActivityFailure, TimeoutFailure } from '@temporalio/common';
import { proxyActivities } from '@temporalio/workflow';
import type { createExpenseActivities, Decision } from './activities';

type Activities = ReturnType<typeof createExpenseActivities>;

const { pay } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });

export const DECISION_ID = 'decision';

export async function reimburse(expense: string, patienceMs = 86_400_000): Promise<string> {
  const { askForDecision } = proxyActivities<Activities>({
    activityId: DECISION_ID,
    startToCloseTimeout: patienceMs,
    retry: { maximumAttempts: 1 },
  });
  const decision = await askForDecision(expense).catch(expired);
  if (decision === 'approved') await pay(expense);
  return decision;
}

function expired(error: unknown): Decision | 'expired' {
  if (error instanceof ActivityFailure && error.cause instanceof TimeoutFailure) return 'expired';
  throw error;
}
