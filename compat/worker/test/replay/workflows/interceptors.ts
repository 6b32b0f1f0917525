import type { WorkflowInterceptorsFactory } from '@perdure/workflow';

/** Whispers: an interceptor that changes what the activity is asked. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      execute: (input, next) => next({ ...input, args: input.args.map((arg) => `${String(arg)} (heard)`) }),
    },
  ],
});
