import { defineSearchAttributeKey } from '@temporalio/common';
import { continueAsNew, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';

const keyword = defineSearchAttributeKey('CustomKeywordField', 'KEYWORD');

export async function carries(first: boolean): Promise<unknown> {
  if (first) {
    upsertMemo({ changed: true });
    upsertSearchAttributes([{ key: keyword, value: 'upserted' }]);
    await continueAsNew<typeof carries>(false);
  }
  const { memo, typedSearchAttributes, runTimeoutMs, retryPolicy } = workflowInfo();
  return {
    memo,
    keyword: typedSearchAttributes.get(keyword),
    runTimeoutMs,
    maximumAttempts: retryPolicy?.maximumAttempts,
  };
}
