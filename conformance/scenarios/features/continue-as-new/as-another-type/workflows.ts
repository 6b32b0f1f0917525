import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';

export async function caterpillar(): Promise<string> {
  const become = makeContinueAsNewFunc<typeof butterfly>({
    workflowType: 'butterfly',
    memo: { wings: 2 },
    workflowRunTimeout: '1 hour',
  });
  return await become('pupa');
}

export async function butterfly(from: string): Promise<string> {
  const { workflowType, memo, runTimeoutMs } = workflowInfo();
  return `${workflowType} from a ${from}, ${JSON.stringify(memo)}, ${runTimeoutMs}`;
}
