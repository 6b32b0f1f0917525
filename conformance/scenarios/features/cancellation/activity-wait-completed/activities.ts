import { cancellationSignal, heartbeat } from '@temporalio/activity';

export async function ignoresIt(): Promise<string> {
  const signal = cancellationSignal();
  while (!signal.aborted) {
    heartbeat();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return 'went on';
}
