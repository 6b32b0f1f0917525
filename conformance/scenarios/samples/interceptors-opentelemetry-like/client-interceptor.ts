import type { WorkflowClientInterceptor } from '@temporalio/client';
import { type Span, withParent } from './span';

/** Each call of the client is the root of a trace. */
export function clientInterceptor(record: (span: Span) => void): WorkflowClientInterceptor {
  const begin = (id: string): string => {
    record({ id, parent: undefined });
    return id;
  };
  return {
    start: (input, next) =>
      next({ ...input, headers: withParent(input.headers, begin(`start ${input.workflowType}`)) }),
    signal: (input, next) =>
      next({ ...input, headers: withParent(input.headers, begin(`signal ${input.signalName}`)) }),
    query: (input, next) => next({ ...input, headers: withParent(input.headers, begin(`query ${input.queryType}`)) }),
  };
}
