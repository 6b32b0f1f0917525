import { cancelled } from '@temporalio/activity';

export async function hangs(): Promise<void> {
  await cancelled();
}
