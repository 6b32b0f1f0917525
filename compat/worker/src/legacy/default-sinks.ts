import type { Logger } from '@temporalio/common';
import type { WorkerInterceptors } from '../interceptors';
import { Runtime } from '../runtime/runtime';
import type { InjectedSinks } from '../sinks';
import { loggerSink } from '../workflows/sinks/logger-sink';
import type { LoggerSinks } from '../workflow-types';
import { ActivityInboundLogInterceptor } from './activity-log-interceptor';

/**
 * The logger sink under its old name; empty without a logger, because workers have one of their own.
 * @deprecated Set the logger of {@link Runtime.install}.
 */
export function defaultSinks(logger?: Logger): InjectedSinks<LoggerSinks> {
  if (logger === undefined) return {} as InjectedSinks<LoggerSinks>;
  const { __temporal_logger: defaultWorkerLogger } = loggerSink(logger);
  return { defaultWorkerLogger };
}

/**
 * Puts the log interceptor for `logger` before the given ones; changes nothing for the runtime's own logger.
 * @deprecated Set the logger of {@link Runtime.install}.
 */
export function appendDefaultInterceptors(interceptors: WorkerInterceptors, logger?: Logger): WorkerInterceptors {
  if (logger === undefined || logger === Runtime.instance().logger) return interceptors;
  return {
    activityInbound: [(ctx) => new ActivityInboundLogInterceptor(ctx, logger), ...(interceptors.activityInbound ?? [])],
    activity: interceptors.activity,
    workflowModules: interceptors.workflowModules,
  };
}
