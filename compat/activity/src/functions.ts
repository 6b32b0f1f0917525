import type { ActivityCancellationDetails, Duration } from '@temporalio/common';
import type { Client } from '@perdure/client';
import { Context } from './context';
import type { Info } from './info';

/** What is known of the running activity: {@link Context.info}. */
export function activityInfo(): Info {
  return Context.current().info;
}

/** Waits, and rejects when the activity is cancelled: {@link Context.sleep}. */
export function sleep(ms: Duration): Promise<void> {
  return Context.current().sleep(ms);
}

/** Reports progress: {@link Context.heartbeat}. */
export function heartbeat(details?: unknown): void {
  Context.current().heartbeat(details);
}

/** Rejects when the activity is cancelled; to be raced with the work: {@link Context.cancelled}. */
export function cancelled(): Promise<never> {
  return Context.current().cancelled;
}

/**
 * Why the activity was cancelled: {@link Context.cancellationDetails}.
 * @experimental
 */
export function cancellationDetails(): ActivityCancellationDetails | undefined {
  return Context.current().cancellationDetails;
}

/** Aborts when the activity is cancelled: {@link Context.cancellationSignal}. */
export function cancellationSignal(): AbortSignal {
  return Context.current().cancellationSignal;
}

/**
 * A client on the worker's connection: {@link Context.client}.
 * @experimental
 */
export function getClient(): Client {
  return Context.current().client;
}
