import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '@temporalio/activity';
import type { ActivityInterceptors } from '@temporalio/worker';
import { parentOf, type Span } from './span';

/** Activities find the span they are in. */
export const currentSpan = new AsyncLocalStorage<string>();

export function activityInterceptor(record: (span: Span) => void) {
  return ({ info }: Context): ActivityInterceptors => ({
    inbound: {
      execute: (input, next) => {
        const id = `run ${info.activityType}`;
        record({ id, parent: parentOf(input.headers) });
        return currentSpan.run(id, () => next(input));
      },
    },
    outbound: {
      getLogAttributes: (input, next) => next({ ...input, span: currentSpan.getStore() }),
    },
  });
}
