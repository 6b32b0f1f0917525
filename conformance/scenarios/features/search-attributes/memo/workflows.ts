import { upsertMemo, workflowInfo } from '@temporalio/workflow';

export async function notes(): Promise<unknown> {
  upsertMemo({ added: 2, nested: { b: 2 } });
  upsertMemo({ given: null });
  return workflowInfo().memo;
}
