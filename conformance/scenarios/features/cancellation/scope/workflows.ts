import { CancellationScope, sleep } from '@temporalio/workflow';

export async function scoped(): Promise<string[]> {
  const scope = new CancellationScope();
  const inside = scope.run(() => sleep('1 day')).catch((error: Error) => error.message);
  const outside = sleep(100).then(() => 'slept');
  await sleep(1);
  scope.cancel();
  return [String(await inside), await outside];
}
