import { CancellationScope, sleep } from '@temporalio/workflow';

export async function race(): Promise<string> {
  const scope = new CancellationScope();
  const winner = await scope.run(() => Promise.race([sleep(5).then(() => 'fast'), sleep('1 day').then(() => 'slow')]));
  scope.cancel();
  return winner;
}
