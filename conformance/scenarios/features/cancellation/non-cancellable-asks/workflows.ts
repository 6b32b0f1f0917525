import { CancellationScope, sleep } from '@temporalio/workflow';

export async function asks(): Promise<string> {
  return await CancellationScope.nonCancellable(async () => {
    const scope = CancellationScope.current();
    const message = await scope.cancelRequested.catch((error: Error) => error.message);
    await sleep(1);
    return `${message}, considered cancelled: ${scope.consideredCancelled}`;
  });
}
