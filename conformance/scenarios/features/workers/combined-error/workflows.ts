import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../../support/stubborn';

const { holds } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: 1 } });

export async function held(): Promise<void> {
  await holds();
}
