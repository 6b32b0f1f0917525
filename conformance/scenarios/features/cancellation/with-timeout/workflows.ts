import { CancellationScope, sleep } from '@temporalio/workflow';

export async function limited(): Promise<string[]> {
  const slow = CancellationScope.withTimeout(5, () => sleep('1 day').then(() => 'slept'));
  const first = await slow.catch((error: Error) => error.name);
  const second = await CancellationScope.withTimeout('1 day', () => sleep(5).then(() => 'slept'));
  return [first, second];
}
