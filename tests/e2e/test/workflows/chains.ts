import {
  ApplicationFailure,
  continueAsNew,
  makeContinueAsNewFunc,
  sleep,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@perdure/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';

const keyword = defineSearchAttributeKey('CustomKeyword', 'KEYWORD');

/** What carries over to the next run: see the test. */
export async function carriesOver(left: number): Promise<unknown> {
  const info = workflowInfo();
  if (left === 0) {
    return {
      memo: info.memo,
      searchAttribute: info.typedSearchAttributes.get(keyword),
      sameFirstRun: info.firstExecutionRunId !== info.runId,
      continued: info.continuedFromExecutionRunId !== undefined,
      attempt: info.attempt,
      chainIsOlder: info.startTime.getTime() <= info.runStartTime.getTime(),
      runTimeoutMs: info.runTimeoutMs,
      retryAttempts: info.retryPolicy?.maximumAttempts,
    };
  }
  upsertMemo({ upserted: true });
  upsertSearchAttributes([{ key: keyword, value: 'upserted' }]);
  await sleep('1 millisecond');
  return await continueAsNew<typeof carriesOver>(left - 1);
}

/** Gives the next run a memo of its own, and another type. */
export async function continuesAsOther(): Promise<void> {
  const other = makeContinueAsNewFunc<typeof otherType>({
    workflowType: 'otherType',
    memo: { own: 'memo' },
    workflowRunTimeout: '1 hour',
  });
  await other('from before');
}

export async function otherType(arg: string): Promise<unknown> {
  const { memo, workflowType, runTimeoutMs } = workflowInfo();
  return Promise.resolve({ arg, memo, workflowType, runTimeoutMs });
}

/** A wrapped continue-as-new is an error like others. */
export async function wrapsContinueAsNew(): Promise<void> {
  try {
    await continueAsNew();
  } catch (error) {
    throw new Error('wrapped', { cause: error });
  }
}

/** Fails until this attempt; the last says what it knows of the one before. */
export async function retried(until: number): Promise<unknown> {
  const { attempt, lastFailure, firstExecutionRunId, runId } = workflowInfo();
  if (attempt < until) throw ApplicationFailure.retryable(`attempt ${attempt}`);
  return Promise.resolve({ attempt, lastFailure: lastFailure?.message, otherRun: firstExecutionRunId !== runId });
}

export async function cronTick(): Promise<number> {
  return Promise.resolve(((workflowInfo().lastResult as number | undefined) ?? 0) + 1);
}

export async function neverEnds(): Promise<void> {
  await sleep('30 days');
}

export async function returnsArg(arg: string): Promise<string> {
  return Promise.resolve(arg);
}

export async function failsWith(type: string): Promise<never> {
  return Promise.reject(ApplicationFailure.create({ message: 'failed', type }));
}

/** Never asks whether it should continue as new. */
export async function neverContinues(): Promise<void> {
  for (;;) await sleep('1 millisecond');
}

/** More than a payload may have. */
export async function returnsMuch(): Promise<string> {
  return Promise.resolve('x'.repeat(2 * 1024 * 1024));
}
