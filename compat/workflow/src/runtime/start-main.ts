import { payloadMapFromWire } from '@perdure/common/lib/wire';
import type { JobOf } from '@perdure/engine';
import { composeInterceptors } from '../interceptor-composition';
import type { WorkflowExecuteInput } from '../interceptors';
import { withLifecycleLogging } from '../logs';
import { completeWorkflow, endWithError } from './outcome';
import type { Run } from './run';

/** Calls the workflow's main function through the interceptors; its end ends the run. */
export function startMain(run: Run, job: JobOf<'initializeWorkflow'>): void {
  const execute = composeInterceptors(run.interceptors.inbound, 'execute', (input) => callMain(run, input));
  const start = (): Promise<unknown> =>
    execute({
      args: run.codec.decodeAll(job.args, run.typeInfo?.inputTypes),
      headers: payloadMapFromWire(job.header),
    });
  withLifecycleLogging(start)
    .then(
      (result) => completeWorkflow(run, result),
      (error: unknown) => endWithError(run, error),
    )
    .catch((error: unknown) => run.failTask(error));
}

async function callMain({ main }: Run, { args }: WorkflowExecuteInput): Promise<unknown> {
  // Not as a method: the run is no business of the user's `this`.
  return await main?.(...args);
}
