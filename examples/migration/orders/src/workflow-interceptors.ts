import { log, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Notes how long each workflow took. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      async execute(input, next) {
        const before = Date.now();
        const result = await next(input);
        log.info('Done', { ms: Date.now() - before });
        return result;
      },
    },
  ],
});
