import { defineSearchAttributeKey } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';

const keyword = defineSearchAttributeKey('CustomKeywordField', 'KEYWORD');
const int = defineSearchAttributeKey('CustomIntField', 'INT');

export async function indexed(): Promise<unknown[]> {
  const seen: unknown[] = [workflowInfo().typedSearchAttributes.get(keyword)];
  upsertSearchAttributes([
    { key: keyword, value: 'changed' },
    { key: int, value: 7 },
  ]);
  seen.push(workflowInfo().typedSearchAttributes.get(keyword), workflowInfo().typedSearchAttributes.get(int));
  upsertSearchAttributes([{ key: int, value: null }]);
  seen.push(workflowInfo().typedSearchAttributes.get(int) ?? 'removed');
  return seen;
}
