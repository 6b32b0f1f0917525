import { CancellationScope, executeChild, sleep, workflowInfo } from '@temporalio/workflow';

export async function parent(): Promise<string> {
  const scope = new CancellationScope();
  const workflowId = `${workflowInfo().workflowId}/child`;
  const running = scope.run(() => executeChild(child, { workflowId }));
  const outcome = running.catch((error: Error) => `${error.name}: ${(error.cause as Error).name}`);
  await sleep(100);
  scope.cancel();
  return String(await outcome);
}

export async function child(): Promise<void> {
  await sleep('1 day');
}
