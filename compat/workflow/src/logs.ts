import { type LogLevel, SdkComponent } from '@temporalio/common';
import { ContinueAsNew } from './continue-as-new-error';
import { isCancellation } from './errors';
import { composeInterceptors } from './interceptor-composition';
import { currentRun, requireRun } from './runtime/current';
import type { Run } from './runtime/run';
import { type Sink, type Sinks, proxySinks } from './sinks';
import { updateInScope } from './update-scope';
import type { WorkflowInfo } from './workflow-info';

type Attributes = Record<string, unknown>;

/** The logger of workflow code. */
export interface WorkflowLogger extends Sink {
  trace(message: string, attrs?: Attributes): void;
  debug(message: string, attrs?: Attributes): void;
  info(message: string, attrs?: Attributes): void;
  warn(message: string, attrs?: Attributes): void;
  error(message: string, attrs?: Attributes): void;
}

/** @deprecated Use `log`. */
export interface LoggerSinksDeprecated extends Sinks {
  /** @deprecated Use `log`. */
  defaultWorkerLogger: WorkflowLogger;
}

const logger = proxySinks<{ __temporal_logger: WorkflowLogger }>().__temporal_logger;

const LEVELS: readonly LogLevel[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'];

/**
 * Whether a line of this level may reach somebody. Interceptors of log attributes are run in any case: what they do
 * to the workflow must not depend on the logger of a worker.
 */
function isHeard({ options, interceptors }: Run, level: LogLevel): boolean {
  const { leastLogLevel } = options;
  if (leastLogLevel === undefined || LEVELS.indexOf(level) >= LEVELS.indexOf(leastLogLevel)) return true;
  return interceptors.outbound.some(({ getLogAttributes }) => getLogAttributes !== undefined);
}

type Name = 'trace' | 'debug' | 'info' | 'warn' | 'error';

const level = (name: Name) => {
  const upper = name.toUpperCase() as LogLevel;
  return (message: string, attrs?: Attributes): void => {
    const run = requireRun('Workflow.log(...) may only be used from workflow context.');
    if (!isHeard(run, upper)) return;
    const decorate = composeInterceptors(run.interceptors.outbound, 'getLogAttributes', (given) => given);
    logger[name](message, {
      sdkComponent: SdkComponent.workflow,
      ...decorate(workflowLogAttributes(run.info)),
      ...attrs,
    });
  };
};

/**
 * The logger of workflow code. Lines carry namespace, task queue, workflow, run and update, and what interceptors add;
 * they go to the logger of the worker, and are left out while history is replayed.
 */
export const log: WorkflowLogger = {
  trace: level('trace'),
  debug: level('debug'),
  info: level('info'),
  warn: level('warn'),
  error: level('error'),
};

/** What every line of a workflow says of it. */
export function workflowLogAttributes(info: WorkflowInfo): Attributes {
  const { namespace, taskQueue, workflowId, runId, workflowType } = info;
  const update = currentRun() && updateInScope();
  return {
    namespace,
    taskQueue,
    workflowId,
    runId,
    workflowType,
    ...(update && { updateId: update.id, updateName: update.name }),
  };
}

const byWorker = { sdkComponent: SdkComponent.worker };

/** Logs start and end of a workflow's main function. */
export function withLifecycleLogging(fn: () => Promise<unknown>): Promise<unknown> {
  log.debug('Workflow started', byWorker);
  return fn().then(
    (result) => {
      log.debug('Workflow completed', byWorker);
      return result;
    },
    (error: unknown) => {
      logEnd(error);
      throw error;
    },
  );
}

function logEnd(error: unknown): void {
  if (isCancellation(error)) log.debug('Workflow completed as cancelled', byWorker);
  else if (error instanceof ContinueAsNew) log.debug('Workflow continued as new', byWorker);
  else log.warn('Workflow failed', { error, ...byWorker });
}
