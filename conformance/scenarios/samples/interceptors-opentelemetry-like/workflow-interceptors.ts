import { proxySinks, type Sinks, type WorkflowInterceptorsFactory, workflowInfo } from '@temporalio/workflow';
import { parentOf, type Span, withParent } from './span';

export interface TraceSinks extends Sinks {
  tracer: { record(span: Span): void };
}

const { tracer } = proxySinks<TraceSinks>();

function span(id: string, parent: string | undefined): string {
  tracer.record({ id, parent });
  return id;
}

export const interceptors: WorkflowInterceptorsFactory = () => {
  const own = `run ${workflowInfo().workflowType}`;
  return {
    inbound: [
      {
        execute: (input, next) => {
          span(own, parentOf(input.headers));
          return next(input);
        },
        handleSignal: (input, next) => {
          span(`handle ${input.signalName}`, parentOf(input.headers));
          return next(input);
        },
        handleQuery: async (input, next) => `${parentOf(input.headers)} asked: ${(await next(input)) as string}`,
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) =>
          next({ ...input, headers: withParent(input.headers, span(`schedule ${input.activityType}`, own)) }),
        scheduleLocalActivity: (input, next) =>
          next({ ...input, headers: withParent(input.headers, span(`schedule ${input.activityType}`, own)) }),
        startChildWorkflowExecution: (input, next) =>
          next({ ...input, headers: withParent(input.headers, span(`start ${input.workflowType}`, own)) }),
      },
    ],
  };
};
