import type { WorkflowClientInterceptor, WorkflowStartInput, WorkflowStartOutput } from './interceptors';

/** Lets an interceptor that only has the old `start` take part in `startWithDetails`. */
export function adaptWorkflowClientInterceptor(interceptor: WorkflowClientInterceptor): WorkflowClientInterceptor {
  if (interceptor.startWithDetails !== undefined || interceptor.start === undefined) return interceptor;
  return {
    startWithDetails: async (input: WorkflowStartInput, next): Promise<WorkflowStartOutput> => {
      let details: WorkflowStartOutput | undefined;
      const runId = await interceptor.start?.(input, async (passed) => {
        details = await next(passed);
        return details.runId;
      });
      return { eagerlyStarted: false, ...details, runId: runId ?? '' };
    },
  };
}
