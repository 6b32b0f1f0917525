import { heartbeat, sleep } from '@temporalio/activity';

export async function hangs(): Promise<void> {
  for (;;) {
    heartbeat();
    await sleep(20);
  }
}
