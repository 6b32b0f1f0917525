import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { via, wayOf } from './headers';
import { way } from './workflows';

export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      execute: (input, next) => {
        way.push(...wayOf(input.headers));
        return next(input);
      },
    },
  ],
  outbound: [
    {
      scheduleActivity: (input, next) => {
        const fromHere = way.reduce(via, input.headers);
        return next({ ...input, headers: via(fromHere, 'workflow') });
      },
      continueAsNew: (input, next) => next({ ...input, headers: via(input.headers, 'run before') }),
    },
  ],
});
