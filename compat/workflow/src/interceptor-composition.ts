import { type Next } from '@temporalio/common';
import { composeInterceptorsWith } from '@temporalio/common/lib/interceptors';
import { requireRun } from './runtime/current';

/**
 * One function out of a list of interceptors and what they end in; the first of the list is called first. A random
 * stream that is in force around an interceptor's call of `next` stays with that interceptor.
 */
export function composeInterceptors<I, M extends keyof I>(interceptors: I[], method: M, next: Next<I, M>): Next<I, M> {
  if (interceptors.length === 0) return next;
  const { random } = requireRun('Workflow uninitialized');
  return composeInterceptorsWith(interceptors, method, next, (inner) => random.bind(inner));
}
