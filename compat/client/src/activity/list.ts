/** Lists and counts of standalone activities, by Temporal's list filter. */
import type { CountReply, ListedExecution } from '@perdure/engine';
import { payloadMapFromWire } from '@perdure/common/lib/wire';
import { decodeTypedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes';
import { msNumberToTs } from '@temporalio/common/lib/time';
import type { ActivityCountInput, ActivityListInput } from '../activity-interceptors';
import {
  type ActivityExecutionInfo,
  type ActivityExecutionStatus,
  type CountActivityExecutions,
  encodeActivityExecutionStatus,
} from '../activity-types';
import type { CallScope } from '../base-client';
import { rethrowActivityError } from './context';

type Listed = ListedExecution;

/** End of the interceptor chain of `list`: page after page, as they are read. */
export async function* listActivities(
  scope: CallScope,
  { query }: ActivityListInput,
): AsyncIterable<ActivityExecutionInfo> {
  let pageToken: string | undefined;
  do {
    const page = await nextPage(scope, query, pageToken);
    for (const execution of page.executions) yield infoOf(execution);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
}

/** End of the interceptor chain of `count`. */
export async function countActivities(
  scope: CallScope,
  { query }: ActivityCountInput,
): Promise<CountActivityExecutions> {
  try {
    const engine = await scope.engine();
    const { count, groups } = await engine.count({ kind: 'activity', query }, scope.callOptions());
    return { count, groups: groups.map(groupOf) };
  } catch (error) {
    return rethrowActivityError(error, 'Failed to count activities');
  }
}

async function nextPage(scope: CallScope, query: string, pageToken: string | undefined) {
  try {
    const engine = await scope.engine();
    return await engine.list({ kind: 'activity', query, pageToken }, scope.callOptions());
  } catch (error) {
    return rethrowActivityError(error, 'Failed to list activities');
  }
}

const STATUS: Readonly<Record<Listed['statusName'], ActivityExecutionStatus>> = {
  RUNNING: 'RUNNING',
  COMPLETED: 'COMPLETED',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELED',
  TERMINATED: 'TERMINATED',
  TIMED_OUT: 'TIMED_OUT',
  // Activities are not continued; the table has to have a name for every state of runs.
  CONTINUED_AS_NEW: 'COMPLETED',
};

function groupOf({ count, status }: CountReply['groups'][number]) {
  const words = STATUS[status].split('_').map((word) => word[0] + word.slice(1).toLowerCase());
  return { count, groupValues: [words.join('')] };
}

function infoOf(listed: Listed): ActivityExecutionInfo {
  const { started, run } = listed;
  if (started.type !== 'ActivityTaskScheduled') throw new TypeError(`An activity cannot begin with ${started.type}`);
  const closedMs = run['closed'] === undefined ? undefined : Number(run['closed']);
  const attributes = payloadMapFromWire(attributesOf(run));
  const executedMs = started.timeMs + (started.standalone?.startDelayMs ?? 0);
  const status = STATUS[listed.statusName];
  return {
    activityId: started.activityId,
    activityRunId: listed.runId,
    activityType: started.activityType,
    scheduleTime: new Date(started.timeMs),
    closeTime: closedMs === undefined ? undefined : new Date(closedMs),
    status,
    typedSearchAttributes: decodeTypedSearchAttributes(attributes),
    taskQueue: started.taskQueue,
    executionDurationMs: closedMs === undefined ? undefined : closedMs - started.timeMs,
    executionTime: new Date(executedMs),
    rawListInfo: {
      activityId: started.activityId,
      runId: listed.runId,
      activityType: { name: started.activityType },
      scheduleTime: msNumberToTs(started.timeMs),
      closeTime: closedMs === undefined ? undefined : msNumberToTs(closedMs),
      status: encodeActivityExecutionStatus(status),
      searchAttributes: { indexedFields: attributes },
      taskQueue: started.taskQueue,
      executionDuration: closedMs === undefined ? undefined : msNumberToTs(closedMs - started.timeMs),
      executionTime: msNumberToTs(executedMs),
    },
  };
}

function attributesOf(run: Listed['run']) {
  const fields = Object.entries(run).filter(([name]) => name.startsWith('sa:'));
  return Object.fromEntries(
    fields.map(([name, json]) => [
      name.slice('sa:'.length),
      JSON.parse(json) as NonNullable<Parameters<typeof payloadMapFromWire>[0]>[string],
    ]),
  );
}
