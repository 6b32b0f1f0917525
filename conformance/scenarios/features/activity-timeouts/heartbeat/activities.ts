import { cancelled, heartbeat } from '@temporalio/activity';

export async function beatsOnce(): Promise<void> {
  heartbeat({ row: 7 });
  await cancelled();
}
