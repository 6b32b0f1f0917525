import { throwIfReservedName } from '@temporalio/common/lib/reserved';
import { NotSupportedError } from '../errors';
import type { WorkerOptions } from './worker-options';

/** Throws for options that are wrong, before anything is opened. Messages are Temporal's where it has one. */
export function refuseWrongOptions(options: WorkerOptions): void {
  if (!options.taskQueue) throw new TypeError('Task queue name is required');
  throwIfReservedName('task queue', options.taskQueue);
  if (options.useVersioning && !options.buildId) {
    throw new TypeError('Must provide a buildId if useVersioning is true');
  }
  for (const sink of Object.keys(options.sinks ?? {})) throwIfReservedName('sink', sink);
  const eager = options.maxEagerActivityReservationsPerWorkflowTask;
  if (eager !== undefined && (!Number.isSafeInteger(eager) || eager < 0)) {
    throw new TypeError('maxEagerActivityReservationsPerWorkflowTask must be a non-negative integer');
  }
  if (options.workflows && (options.workflowsPath ?? options.workflowBundle)) {
    throw new TypeError(
      'Cannot set workflows beside workflowsPath or workflowBundle: choose the functions or the path',
    );
  }
  refuseTunerBesideLimits(options);
  refuseUnsupported(options);
}

const REPLACED_BY_TUNER = [
  'maxConcurrentActivityTaskExecutions',
  'maxConcurrentLocalActivityExecutions',
  'maxConcurrentWorkflowTaskExecutions',
] as const;

function refuseTunerBesideLimits(options: WorkerOptions): void {
  if (options.tuner === undefined) return;
  for (const name of REPLACED_BY_TUNER) {
    if (options[name] !== undefined) throw new TypeError(`Cannot set both tuner and ${name}`);
  }
}

/** What cannot work: running without it would change what the program does. */
function refuseUnsupported(options: WorkerOptions): void {
  if (options.nexusServices?.length) {
    throw new NotSupportedError('WorkerOptions.nexusServices', 'call a workflow or an activity instead.');
  }
  if (options.patchActivationCallback) {
    throw new NotSupportedError('WorkerOptions.patchActivationCallback', 'use patched() as it is.');
  }
  if (options.workerDeploymentOptions?.useWorkerVersioning) {
    throw new NotSupportedError(
      'WorkerOptions.workerDeploymentOptions.useWorkerVersioning',
      'use patched() for changes of workflow code, or a task queue for each version.',
    );
  }
}
