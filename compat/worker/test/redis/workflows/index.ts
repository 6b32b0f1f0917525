/** Workflows of the tests beside this folder; they run in the sandbox. */
import {
  ActivityCancellationType,
  type ApplicationFailure,
  CancellationScope,
  isCancellation,
  log,
  proxyActivities,
  proxySinks,
  sleep,
  type Sinks,
} from '@perdure/workflow';

interface Activities {
  greet(name: string): Promise<string>;
  later(): Promise<string>;
  beat(): Promise<string>;
  resume(): Promise<unknown>;
  missing(): Promise<void>;
  stubborn(): Promise<string>;
}

interface TestSinks extends Sinks {
  audit: { note(text: string): void };
}

const options = { startToCloseTimeout: '20s', heartbeatTimeout: '2s', retry: { initialInterval: '50ms' } } as const;
const activities = proxyActivities<Activities>(options);
const once = proxyActivities<Activities>({ ...options, retry: { maximumAttempts: 1 } });
const { audit } = proxySinks<TestSinks>();

export async function hello(name: string): Promise<string> {
  log.info('saying hello', { name });
  audit.note(`hello ${name}`);
  return await activities.greet(name);
}

export async function completedFromOutside(): Promise<string> {
  return await activities.later();
}

export async function resumes(): Promise<unknown> {
  return await activities.resume();
}

export async function asksForMissing(): Promise<string> {
  try {
    await once.missing();
    return 'done';
  } catch (error) {
    const { cause } = error as { cause?: ApplicationFailure };
    return `${cause?.type}: ${cause?.message}`;
  }
}

/** Cancels an activity that learns of it through its heartbeat. */
export async function cancelsBeating(): Promise<string> {
  const { beat } = proxyActivities<Activities>({
    ...options,
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
  const scope = new CancellationScope();
  const beating = scope.run(() => beat());
  await sleep(300);
  scope.cancel();
  try {
    return await beating;
  } catch (error) {
    return isCancellation(error) ? 'cancelled' : `not a cancellation: ${String(error)}`;
  }
}

export async function stubborn(): Promise<string> {
  return await activities.stubborn();
}
