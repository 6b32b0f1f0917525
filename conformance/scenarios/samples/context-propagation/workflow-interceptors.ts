import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { inContextOf, inject } from './context';
import { workflowContext } from './workflow-context';

export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      execute: (input, next) => inContextOf(workflowContext, input.headers, () => next(input)),
      handleSignal: (input, next) => inContextOf(workflowContext, input.headers, () => next(input)),
    },
  ],
  outbound: [
    {
      scheduleActivity: (input, next) => next({ ...input, headers: inject(workflowContext, input.headers) }),
      scheduleLocalActivity: (input, next) => next({ ...input, headers: inject(workflowContext, input.headers) }),
      startChildWorkflowExecution: (input, next) => next({ ...input, headers: inject(workflowContext, input.headers) }),
    },
  ],
});
