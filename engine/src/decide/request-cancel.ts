import type { ExecutionTarget } from '../client/contract';
import type { ExecutionRef } from '../model/event';
import type { Dedupe, Transition } from '../model/transition';
import { arrive, SCHEDULE_TASK } from './body';
import { OPEN } from './guards';

export interface CancelRequest {
  readonly reason?: string;
  readonly identity?: string;
  readonly from?: ExecutionRef;
}

/** Asks workflow code to stop. A second request changes nothing and succeeds. */
export function requestCancel(target: ExecutionTarget, request: CancelRequest, dedupe: Dedupe | undefined): Transition {
  return {
    target,
    dedupe,
    alternatives: [
      { guards: [OPEN, { is: 'present', hash: 'run', field: 'cancelRequested' }], effects: [] },
      {
        guards: [OPEN],
        effects: [
          arrive('cancel', {
            type: 'WorkflowExecutionCancelRequested',
            cause: request.reason,
            identity: request.identity,
            externalWorkflow: request.from,
          }),
          { do: 'set', hash: 'run', field: 'cancelRequested', value: '1' },
          SCHEDULE_TASK,
        ],
      },
    ],
  };
}
