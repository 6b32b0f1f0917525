import { type ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { throwsText } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 1 },
});

export async function hears(): Promise<string> {
  const failure = (await throwsText().catch((error: unknown) => error)) as ActivityFailure;
  return failure.cause?.message ?? '';
}

export async function throwsItself(): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- what it is about
  throw 'just a text';
}
