import { type ActivityFailure, type ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { charge } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { nonRetryableErrorTypes: ['CardExpired'] },
});

export async function pays(): Promise<string> {
  const failure = (await charge().catch((error: unknown) => error)) as ActivityFailure;
  const cause = failure.cause as ApplicationFailure;
  return `${cause.type}: ${cause.message}, ${failure.retryState}`;
}
