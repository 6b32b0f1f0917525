import type { ExecutionTarget } from '../model/request';
import type { ExecutionRef } from '../model/event';
import type { Dedupe, Effect, Guard, Transition } from '../model/transition';
import { arrive, SCHEDULE_TASK } from './body';
import { OPEN } from './guards';
import { END_HOLD } from './hold';

export interface CancelRequest {
  readonly reason?: string;
  readonly identity?: string;
  readonly from?: ExecutionRef;
}

/** Nobody waits for the end of a start delay, a retry backoff or a cron time in order to be cancelled. */
const END_ANY_HOLD: Effect = {
  do: 'when',
  guard: { is: 'present', hash: 'run', field: 'hold' },
  then: END_HOLD,
  else: [],
};

/** Asks workflow code to stop. A second request changes nothing and succeeds. */
export function requestCancel(
  target: ExecutionTarget,
  request: CancelRequest,
  dedupe: Dedupe | undefined,
  also: readonly Guard[] = [],
): Transition {
  return {
    target,
    dedupe,
    alternatives: [
      { guards: [OPEN, { is: 'present', hash: 'run', field: 'cancelRequested' }, ...also], effects: [] },
      {
        guards: [OPEN, ...also],
        effects: [
          arrive('cancel', {
            type: 'WorkflowExecutionCancelRequested',
            cause: request.reason,
            identity: request.identity,
            externalWorkflow: request.from,
          }),
          { do: 'set', hash: 'run', field: 'cancelRequested', value: '1' },
          END_ANY_HOLD,
          SCHEDULE_TASK,
        ],
      },
    ],
  };
}
