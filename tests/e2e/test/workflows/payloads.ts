import {
  ApplicationFailure,
  condition,
  makeContinueAsNewFunc,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  proxyActivities,
  setHandler,
  upsertMemo,
  workflowInfo,
} from '@perdure/workflow';
import type * as activities from '../support/activities';

const { echo, resumes, fails } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '10 milliseconds', maximumAttempts: 2 },
});

export const secretSignal = defineSignal<[secret: string]>('secretSignal');
export const secretQuery = defineQuery<string, [secret: string]>('secretQuery');
export const secretUpdate = defineUpdate<string, [secret: string]>('secretUpdate');

export async function secretChild(secret: string): Promise<string> {
  return Promise.resolve(`child of ${secret}`);
}

/** Sends a payload on every path there is. */
export async function manyPaths(secret: string): Promise<unknown> {
  const seen: Record<string, unknown> = { argument: secret, memo: workflowInfo().memo };
  setHandler(secretSignal, (value) => {
    seen['signal'] = value;
  });
  setHandler(secretQuery, (value) => `${value} answered`);
  setHandler(secretUpdate, (value) => {
    seen['update'] = value;
    return `${value} updated`;
  });
  seen['activity'] = await echo(secret);
  seen['heartbeat'] = await resumes();
  seen['child'] = await executeChild(secretChild, { args: [secret], memo: { of: secret } });
  upsertMemo({ upserted: secret });
  seen['upserted'] = workflowInfo().memo;
  try {
    await fails(secret, 'Kind', true, [secret]);
  } catch (error) {
    const { message, details } = (error as { cause: ApplicationFailure }).cause;
    seen['failure'] = { message, details };
  }
  await condition(() => seen['signal'] !== undefined && seen['update'] !== undefined);
  return await makeContinueAsNewFunc<typeof failsWithSecrets>({ workflowType: 'failsWithSecrets' })(secret, seen);
}

/** Where `manyPaths` goes on: fails with what it has seen. */
export async function failsWithSecrets(secret: string, seen: unknown): Promise<never> {
  return Promise.reject(ApplicationFailure.nonRetryable(secret, 'Secret', seen));
}
