import { heartbeat, sleep } from '@temporalio/activity';

export async function givesIn(): Promise<void> {
  for (;;) {
    heartbeat();
    await sleep(10);
  }
}
