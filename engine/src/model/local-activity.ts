import type { ScheduleLocalActivity } from './command';
import type { Failure } from './failure';
import type { Payload } from './payload';

/** A local activity as the worker runs it: what the code asked for. */
export type LocalActivityRequest = Omit<ScheduleLocalActivity, 'kind' | 'cancellationType' | 'summary'>;

/** How a local activity ended, or that it waits longer for its next attempt than a worker waits. */
export type LocalActivityOutcome =
  | { readonly status: 'completed'; readonly result: readonly Payload[] }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'cancelled'; readonly details?: readonly Payload[] }
  | { readonly status: 'backoff'; readonly failure: Failure; readonly backoffMs: number };

/** What the worker tells of a local activity that has ended. Times are the store's. */
export interface LocalActivityEnd {
  readonly seq: number;
  /** The attempt that ended it. */
  readonly attempt: number;
  readonly outcome: LocalActivityOutcome;
  readonly endedMs: number;
  readonly originalScheduleTimeMs: number;
}

/** What a worker has to begin and to stop. */
export interface LocalActivityWork {
  readonly start: readonly LocalActivityRequest[];
  /** To be told to stop. */
  readonly cancel: readonly number[];
  /** To be left alone: nobody waits for them any more, and nobody stops them. */
  readonly abandon: readonly number[];
}
