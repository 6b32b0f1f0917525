import { startChild, workflowInfo } from '@temporalio/workflow';

export async function parent(): Promise<string> {
  const own = workflowInfo().workflowId;
  return await startChild(parent, { workflowId: own }).then(
    () => 'started',
    (error: Error) => error.name,
  );
}
