/** Checks of schedule options that need nothing but the options. */
import { type Workflow, extractWorkflowType } from '@temporalio/common';
import type {
  CompiledScheduleAction,
  CompiledScheduleOptions,
  CompiledScheduleUpdateOptions,
  ScheduleOptions,
  ScheduleOptionsAction,
  ScheduleOptionsStartWorkflowAction,
  ScheduleUpdateOptions,
} from '../schedule-types';

/** TypeError for what is missing; the action gets its workflow id. */
export function compiledOptions<W extends Workflow>(
  options: ScheduleOptions<ScheduleOptionsStartWorkflowAction<W>>,
): CompiledScheduleOptions {
  if (!options.scheduleId) throw new TypeError('Missing ScheduleOptions.scheduleId');
  const action = options.action as unknown as ScheduleOptionsAction;
  checkAction('ScheduleOptions', action);
  return { ...options, action: compiledAction(options.scheduleId, action) };
}

/** The same for an update. */
export function compiledUpdate<W extends Workflow>(
  scheduleId: string,
  options: ScheduleUpdateOptions<ScheduleOptionsStartWorkflowAction<W>>,
): CompiledScheduleUpdateOptions {
  refusePromise(options);
  const action = options.action as unknown as ScheduleOptionsAction;
  checkAction('ScheduleUpdateOptions', action);
  return { ...options, action: compiledAction(scheduleId, action) };
}

/** Temporal's type does not allow an asynchronous function; what it returns has no action to look at. */
function refusePromise(options: unknown): void {
  if (typeof (options as PromiseLike<unknown> | undefined)?.then !== 'function') return;
  throw new TypeError(
    'The function given to ScheduleHandle.update returned a promise; it must return the options. ' +
      'Await what it needs before you call update.',
  );
}

function checkAction(structure: string, action: ScheduleOptionsAction | undefined): void {
  if (!action) throw new TypeError(`Missing ${structure}.action`);
  const { type, taskQueue, workflowType } = action;
  if (type !== 'startWorkflow') {
    throw new TypeError(`Unsupported ${structure}.action.type '${String(type)}': a schedule can only 'startWorkflow'`);
  }
  if (!taskQueue) throw new TypeError(`Missing ${structure}.action.taskQueue for '${type}' action`);
  if (!workflowType) throw new TypeError(`Missing ${structure}.action.workflowType for '${type}' action`);
}

function compiledAction(scheduleId: string, action: ScheduleOptionsAction): CompiledScheduleAction {
  return {
    ...action,
    workflowId: action.workflowId ?? `${scheduleId}-workflow`,
    workflowType: extractWorkflowType(action.workflowType),
    args: [...((action.args ?? []) as readonly unknown[])],
  };
}
