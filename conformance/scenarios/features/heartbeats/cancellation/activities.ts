import { heartbeat, sleep } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';

export async function cleansUp(): Promise<string> {
  try {
    for (;;) {
      heartbeat();
      await sleep(10);
    }
  } catch (error) {
    if (!(error instanceof CancelledFailure)) throw error;
    return `cleaned up after ${error.message}`;
  }
}
