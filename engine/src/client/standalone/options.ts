import { activityTimeouts } from '../../decide/activity-timeouts';
import { changeOptions, optionsOf, type ReadActivity } from '../../decide/standalone/options';
import { EngineError } from '../../errors';
import { LIMITS } from '../../limits';
import { DEFAULT_ACTIVITY_RETRY } from '../../model/retry-policy';
import type { StandaloneOptions, StandaloneOptionsUpdate, StandaloneTarget } from '../../model/standalone-activity';
import type { Namespace } from '../../namespace/namespace';
import type { RunRecord } from '../../store/contract';
import { checkName } from '../check-name';
import type { CallOptions } from '../call-options';
import { change } from './read';
import { tooManyUpdates } from './refusals';

export async function updateOptions(
  namespace: Namespace,
  target: StandaloneTarget,
  update: StandaloneOptionsUpdate,
  what: string,
  options: CallOptions | undefined,
): Promise<StandaloneOptions> {
  if (update.taskQueue != null) checkName('taskQueue', update.taskQueue);
  return apply(namespace, target, what, ({ attempt }) => merged(optionsOf(attempt.scheduled), update), options);
}

export async function restoreOptions(
  namespace: Namespace,
  target: StandaloneTarget,
  what: string,
  options: CallOptions | undefined,
): Promise<StandaloneOptions> {
  return apply(namespace, target, what, (_read, { started }) => original(started), options);
}

async function apply(
  namespace: Namespace,
  target: StandaloneTarget,
  what: string,
  choose: (read: ReadActivity, run: RunRecord) => StandaloneOptions,
  limits: CallOptions | undefined,
): Promise<StandaloneOptions> {
  let chosen: StandaloneOptions | undefined;
  await change(
    namespace,
    target,
    what,
    (read, run) => {
      if (read.historyLength >= LIMITS.activityOptionUpdates)
        throw tooManyUpdates(target, LIMITS.activityOptionUpdates);
      chosen = choose(read, run);
      return changeOptions(read, chosen);
    },
    limits,
  );
  if (!chosen) throw new TypeError('a change that was applied has been decided');
  return chosen;
}

function original(event: RunRecord['started']): StandaloneOptions {
  if (event.type !== 'ActivityTaskScheduled') throw new TypeError(`An activity cannot begin with ${event.type}`);
  return optionsOf(event);
}

/** What is given replaces, `null` takes away, and the times are made to fit each other. */
function merged(current: StandaloneOptions, update: StandaloneOptionsUpdate): StandaloneOptions {
  const given = Object.entries(update).filter(([, value]) => value !== undefined);
  const values = { ...current, ...Object.fromEntries(given.map(([name, value]) => [name, value ?? undefined])) };
  if (!values.scheduleToCloseTimeoutMs && !values.startToCloseTimeoutMs) {
    throw new EngineError(
      'INVALID_ARGUMENT',
      'An activity needs a scheduleToCloseTimeout or a startToCloseTimeout: leave one of them',
    );
  }
  return {
    ...values,
    ...activityTimeouts(values, undefined),
    taskQueue: values.taskQueue ?? current.taskQueue,
    retryPolicy: values.retryPolicy ?? DEFAULT_ACTIVITY_RETRY,
  };
}
