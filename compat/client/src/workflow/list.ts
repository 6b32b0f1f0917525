/** Lists and counts of workflows in the shapes of Temporal's client. */
import type { CountReply, ListedExecution } from '@perdure/engine';
import type { LoadedDataConverter } from '@temporalio/common';
import type { CallScope } from '../base-client';
import { executionInfoFromRaw } from '../helpers';
import type { CountWorkflowExecution, WorkflowExecutionInfo } from '../types';
import { countAll, listPages } from '../visibility/pages';
import { executionInfo } from './describe';
import type { ListOptions } from './handle-types';

/** Names of statuses as queries and groups spell them. */
const GROUP_NAMES = {
  RUNNING: 'Running',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Canceled',
  TERMINATED: 'Terminated',
  CONTINUED_AS_NEW: 'ContinuedAsNew',
  TIMED_OUT: 'TimedOut',
} as const satisfies Record<CountReply['groups'][number]['status'], string>;

export async function* listWorkflows(
  scope: CallScope,
  dataConverter: LoadedDataConverter,
  options: ListOptions | undefined,
): AsyncGenerator<WorkflowExecutionInfo, void> {
  const { query, pageSize } = options ?? {};
  for await (const execution of listPages(scope, {
    kind: 'workflow',
    query,
    pageSize,
    failed: 'Failed to list workflows',
  })) {
    yield workflowInfo(scope, dataConverter, execution);
  }
}

function workflowInfo(
  scope: CallScope,
  dataConverter: LoadedDataConverter,
  execution: ListedExecution,
): Promise<WorkflowExecutionInfo> {
  const raw = executionInfo(execution);
  return executionInfoFromRaw(raw, dataConverter, raw, scope.namespace);
}

export async function countWorkflows(scope: CallScope, query: string | undefined): Promise<CountWorkflowExecution> {
  const { count, groups } = await countAll(scope, { kind: 'workflow', query, failed: 'Failed to count workflows' });
  return {
    count,
    groups: groups.map(({ count: of, status }) => ({ count: of, groupValues: [[GROUP_NAMES[status]]] })),
  };
}
