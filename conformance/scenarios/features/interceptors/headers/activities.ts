import { AsyncLocalStorage } from 'node:async_hooks';
import type { ActivityInterceptors } from '@temporalio/worker';
import { wayOf } from './headers';

const way = new AsyncLocalStorage<string[]>();

export const activities = {
  async report(): Promise<string[]> {
    return way.getStore() ?? [];
  },
};

export type Activities = typeof activities;

export const activityInterceptors = (): ActivityInterceptors => ({
  inbound: { execute: (input, next) => way.run(wayOf(input.headers), () => next(input)) },
});
