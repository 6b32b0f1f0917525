import type { Workflow } from '@temporalio/common';
import { payloadMapToWire } from '@perdure/common/lib/wire';
import type { ContinueAsNew as ContinueAsNewCommand } from '@perdure/engine';
import { ContinueAsNew } from '../continue-as-new-error';
import { composeInterceptors } from '../interceptor-composition';
import type { ContinueAsNewInput, ContinueAsNewInputOptions } from '../interceptors';
import type { ContinueAsNewOptions } from '../interfaces';
import { requireRun } from '../runtime/current';
import type { Run } from '../runtime/run';
import { defined, timeoutMs } from './durations';
import { searchAttributesToWire } from './start-child-command';

/**
 * A function that ends this run and starts the next one with its arguments. Options that name no workflow type or task
 * queue keep those of the run in which the function was made.
 */
export function makeContinueAsNewFunc<F extends Workflow>(
  options?: ContinueAsNewOptions,
): (...args: Parameters<F>) => Promise<never> {
  const run = requireRun(
    'Workflow.continueAsNew(...) and Workflow.makeContinueAsNewFunc(...) may only be used from a Workflow Execution.',
  );
  const { workflowType, taskQueue, ...rest } = options ?? {};
  const complete: ContinueAsNewInputOptions = {
    workflowType: workflowType ?? run.info.workflowType,
    taskQueue: taskQueue ?? run.info.taskQueue,
    ...rest,
  };
  return (...args) => {
    const next = composeInterceptors(run.interceptors.outbound, 'continueAsNew', async (input) => {
      throw new ContinueAsNew(commandOf(run, input));
    });
    return next({ args, headers: {}, options: complete });
  };
}

/** Ends this run and starts the next one of the same type with these arguments. Rejects with `ContinueAsNew`: let it pass. */
export function continueAsNew<F extends Workflow>(...args: Parameters<F>): Promise<never> {
  return makeContinueAsNewFunc<F>()(...args);
}

function commandOf(run: Run, { args, headers, options }: ContinueAsNewInput): ContinueAsNewCommand {
  const own = options.workflowType === run.info.workflowType ? run.typeInfo : undefined;
  return defined<ContinueAsNewCommand>({
    kind: 'continueAsNew',
    workflowType: options.workflowType,
    taskQueue: options.taskQueue,
    args: run.codec.encodeAll(args, run.codec.own, (options.typeInfo ?? own)?.inputTypes),
    header: payloadMapToWire(headers),
    memo: options.memo && run.codec.encodeMap(options.memo),
    searchAttributes: searchAttributesToWire(options),
    workflowRunTimeoutMs: timeoutMs(options.workflowRunTimeout),
    workflowTaskTimeoutMs: timeoutMs(options.workflowTaskTimeout),
    backoffStartIntervalMs: timeoutMs(options.backoffStartInterval),
  });
}
