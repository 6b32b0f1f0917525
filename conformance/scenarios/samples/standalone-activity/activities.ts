import { activityInfo, ApplicationFailure, heartbeat, sleep } from '@temporalio/activity';

export async function resize(picture: string, width: number): Promise<string> {
  const { attempt, inWorkflow } = activityInfo();
  if (attempt < 3) throw ApplicationFailure.retryable(`Attempt ${attempt} is too early`);
  return `${picture} at ${width}, attempt ${attempt}, ${inWorkflow ? 'in a workflow' : 'alone'}`;
}

export async function develop(picture: string): Promise<never> {
  throw ApplicationFailure.nonRetryable(`${picture} is blank`, 'Blank');
}

export async function upload(): Promise<void> {
  for (;;) {
    heartbeat();
    await sleep(10);
  }
}
