import { CancellationScope, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';

const { giveBack } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function cleansUp(): Promise<void> {
  try {
    await sleep('1 day');
  } finally {
    await CancellationScope.nonCancellable(giveBack);
  }
}
