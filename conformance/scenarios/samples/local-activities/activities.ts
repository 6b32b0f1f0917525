import { activityInfo, ApplicationFailure } from '@temporalio/activity';

/** How often each was run, for each guest. */
export const calls = new Map<string, number>();

export async function attempts(guest: string, needed: number): Promise<string> {
  calls.set(guest, (calls.get(guest) ?? 0) + 1);
  const { attempt, isLocal } = activityInfo();
  if (attempt < needed) throw ApplicationFailure.retryable(`${needed} are needed`);
  return `${isLocal ? 'local' : 'remote'} attempt ${attempt}`;
}

export async function refuse(guest: string): Promise<string> {
  throw ApplicationFailure.nonRetryable(`No room for ${guest.split('~')[0]}`);
}
