import * as wf from '@perdure/workflow';
import type * as activities from '../activities';

const { greet, failOnce } = wf.proxyActivities<typeof activities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: 1 },
});

export const go = wf.defineSignal('go');

/** Metrics of user code, an activity that succeeds, one that fails first, then another run. */
export async function measured(again = true): Promise<string> {
  wf.metricMeter.createCounter('rounds', 'rounds', 'Rounds begun').add(1, { again });
  await greet('Ann');
  if (again) return await wf.continueAsNew<typeof measured>(false);
  return await failOnce('Ann');
}

export async function fails(): Promise<never> {
  await wf.sleep(1);
  throw wf.ApplicationFailure.nonRetryable('on purpose');
}

/** Waits until it is cancelled. */
export async function waits(): Promise<void> {
  await wf.condition(() => false);
}

/** A bug: its workflow tasks fail. */
export async function breaks(): Promise<never> {
  await Promise.resolve();
  throw new Error('a bug');
}
