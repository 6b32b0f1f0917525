import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from './context';

const KEY = Symbol.for('perdure.activity.1');
const shared = globalThis as { [KEY]?: AsyncLocalStorage<Context> };

/**
 * Carries the {@link Context} of the running activity through its asynchronous calls. One for the whole process: two
 * copies of this package, or a worker and a library that each bring their own, see the same activity.
 */
export const asyncLocalStorage: AsyncLocalStorage<Context> = (shared[KEY] ??= new AsyncLocalStorage<Context>());
