import { cancelled, heartbeat } from '@temporalio/activity';

export async function beatsBigInt(): Promise<string> {
  heartbeat(10n);
  try {
    await cancelled();
  } catch (error) {
    return (error as Error).message;
  }
  return 'not cancelled';
}
