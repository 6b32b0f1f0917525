import type { WorkflowHandle } from '@temporalio/client';
import type { Environment } from '../environment';

type HasHistory = Pick<WorkflowHandle, 'fetchHistory'>;

export async function eventsOf(handle: HasHistory) {
  return (await handle.fetchHistory()).events ?? [];
}

/** Waits for an event whose attributes have this name, such as `timerStarted`. */
export async function untilEvent(env: Environment, handle: HasHistory, type: string): Promise<void> {
  await env.until(`the event ${type}`, async () =>
    (await eventsOf(handle)).some((event) => event[`${type}EventAttributes` as keyof typeof event] != null),
  );
}

/** Message of the first workflow task that failed, once there is one. */
export async function taskFailureOf(env: Environment, handle: HasHistory): Promise<string> {
  const failed = await env.until('a failed workflow task', async () =>
    (await eventsOf(handle)).find((event) => event.workflowTaskFailedEventAttributes),
  );
  return failed.workflowTaskFailedEventAttributes?.failure?.message ?? '';
}
