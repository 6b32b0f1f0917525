import { AsyncLocalStorage } from 'node:async_hooks';
import { asyncLocalStorage } from '@perdure/activity';
import { ActivityContext } from '../activities/activity-context';
import type { CallContext } from '../client-types';

/**
 * Deadline, metadata and abort signal of calls on one connection. Inside an activity the calls end with the activity,
 * as if the whole activity ran in `withAbortSignal`; looked up when a call is made, so that activities which make none
 * pay nothing.
 */
export class CallContextStorage extends AsyncLocalStorage<CallContext> {
  readonly #connection: object;

  constructor(connection: object) {
    super();
    this.#connection = connection;
  }

  override getStore(): CallContext | undefined {
    const own = super.getStore();
    if (own?.abortSignal !== undefined) return own;
    const activity = asyncLocalStorage.getStore();
    if (!(activity instanceof ActivityContext) || activity.connection !== this.#connection) return own;
    return { ...own, abortSignal: activity.cancellationSignal };
  }
}
