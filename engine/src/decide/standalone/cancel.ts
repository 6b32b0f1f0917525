/** Ends of a standalone activity that its worker has no part in. */
import { reservedId } from '../../model/reserved-ids';
import type { StandaloneTarget } from '../../model/standalone-activity';
import type { Dedupe, Target, Transition } from '../../model/transition';
import { arriveClose } from '../body';
import { KEEP } from '../create-run';
import { OPEN } from '../guards';
import { activityField, isRunning, waitsForWorker } from '../pending-activity';
import { closeStandalone } from './settle';
import { FIRST_ID } from './start';

/** The run of an activity as transitions name it. */
function targetOf({ activityId, runId }: StandaloneTarget): Target {
  return { workflowId: reservedId('activity', activityId), runId };
}

export interface StandaloneCancel {
  readonly reason: string;
  readonly identity: string;
  readonly retentionMs: number;
}

/** The activity is known under this id of its ActivityTaskScheduled; refused when it has another one by now. */
export const CANCEL_GUARDS = { open: 0 } as const;

/** One that waits ends at once; one that runs is told with its next heartbeat. */
export function cancelStandalone(
  target: StandaloneTarget,
  { reason, identity, retentionMs }: StandaloneCancel,
  dedupe: Dedupe,
  id = FIRST_ID,
): Transition {
  const requested = { do: 'set', hash: 'run', field: 'cancelRequested', value: reason } as const;
  const closing = { type: 'ActivityTaskCanceled', scheduledEventId: id, identity } as const;
  return {
    target: targetOf(target),
    dedupe,
    alternatives: [
      {
        guards: [OPEN, waitsForWorker(id)],
        effects: [requested, ...closeStandalone(id, { closing }, retentionMs)],
      },
      {
        guards: [OPEN, isRunning(id)],
        effects: [requested, { do: 'set', hash: 'pending', field: activityField(id, ':cancel'), value: '1' }],
      },
    ],
  };
}

/** What has come of it is not kept any longer, or will not be when it has ended. */
export function forgetStandalone(target: StandaloneTarget): Transition {
  return {
    target: targetOf(target),
    alternatives: [
      {
        guards: [{ is: 'present', hash: 'run', field: '' }],
        effects: [{ do: 'set', hash: 'run', field: KEEP, value: '0' }],
      },
    ],
  };
}

/** Ends the activity at once; its worker finds out when it reports. */
export function terminateStandalone(
  target: StandaloneTarget,
  { reason, identity, retentionMs }: StandaloneCancel,
  dedupe: Dedupe,
): Transition {
  const closing = arriveClose(`act:${FIRST_ID}`, {
    type: 'ActivityTaskFailed',
    scheduledEventId: FIRST_ID,
    failure: { message: reason, source: 'Server', info: { kind: 'terminated' } },
    retryState: 'NON_RETRYABLE_FAILURE',
    identity,
  });
  return {
    target: targetOf(target),
    dedupe,
    alternatives: [
      { guards: [OPEN], effects: [closing, { do: 'close', status: 'TERMINATED', retentionMs, final: true }] },
    ],
  };
}
