import { activityInfo, cancelled, CompleteAsyncError, heartbeat, sleep } from '@perdure/activity';
import { processOptions, report } from './reports';

/** Tells the test which attempt of which activity runs here. */
function entered(): number {
  const { activityType, attempt, taskToken, workflowExecution } = activityInfo();
  const workflowId = workflowExecution?.workflowId ?? '';
  report({
    kind: 'activity',
    name: activityType,
    workflowId,
    attempt,
    token: Buffer.from(taskToken).toString('base64'),
  });
  return attempt;
}

/** Gives back what it gets. */
export async function echo(value: string): Promise<string> {
  entered();
  return Promise.resolve(value);
}

/** The first attempt never ends by itself; it heartbeats as long as it lives. Later ones answer what they know of it. */
export async function firstAttemptHangs(): Promise<string> {
  const attempt = entered();
  while (attempt === 1) {
    heartbeat('alive');
    await sleep(100);
  }
  return `attempt ${attempt}, the last one was ${activityInfo().heartbeatDetails}`;
}

/** The first attempt answers only after its timeout. It pays no attention to being cancelled. */
export async function late(): Promise<string> {
  const attempt = entered();
  if (attempt === 1) await new Promise((resolve) => setTimeout(resolve, 1_000));
  return `attempt ${attempt}`;
}

/** Its first attempt fails. */
export async function failsOnce(): Promise<string> {
  const attempt = entered();
  if (attempt === 1) throw new Error('the first attempt fails');
  return Promise.resolve(`attempt ${attempt}`);
}

/** Takes a moment, so that a shutdown finds it running. */
export async function slow(value: string): Promise<string> {
  entered();
  await sleep(200);
  return value;
}

/** Somebody else will complete it, with the token that the test is told. */
export async function completedElsewhere(): Promise<string> {
  entered();
  throw new CompleteAsyncError();
}

/** Never ends in the worker of this name; elsewhere it says where it ran. */
export async function stuckIn(identity: string): Promise<string> {
  entered();
  const own = processOptions().identity;
  if (own === identity) await cancelled();
  return `ran in ${own}`;
}
