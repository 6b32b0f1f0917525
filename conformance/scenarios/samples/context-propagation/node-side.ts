import { AsyncLocalStorage } from 'node:async_hooks';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { type CallContext, inContextOf, inject } from './context';

export const callContext = new AsyncLocalStorage<CallContext>();

export const clientInterceptor: WorkflowClientInterceptor = {
  start: (input, next) => next({ ...input, headers: inject(callContext, input.headers) }),
  signal: (input, next) => next({ ...input, headers: inject(callContext, input.headers) }),
};

export const activityInterceptors: ActivityInterceptorsFactory = () => ({
  inbound: { execute: (input, next) => inContextOf(callContext, input.headers, () => next(input)) },
});
