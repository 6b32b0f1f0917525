import { activityInfo, CompleteAsyncError } from '@temporalio/activity';

const tokens = new Map<string, Uint8Array>();

export function tokenOf(workflowId: string): Uint8Array | undefined {
  return tokens.get(workflowId);
}

export async function approval(): Promise<string> {
  const { taskToken, workflowExecution } = activityInfo();
  tokens.set(workflowExecution?.workflowId ?? '', taskToken);
  throw new CompleteAsyncError();
}
