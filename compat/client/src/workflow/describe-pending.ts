/** What a run waits for: activities, children, its workflow task. Content of the fields: docs/store-semantics.md. */
import type { EventOf, Failure, HistoryEvent, Payload } from '@perdure/engine';
import { failureFromWire, payloadsFromWire } from '@perdure/common/lib/wire';
import { msNumberToTs } from '@temporalio/common/lib/time';
import type { ProtoPendingActivity, ProtoPendingChild, ProtoPendingWorkflowTask } from '../proto-types';
import { encodePendingActivityState } from '../types';
import { type Description, toLong } from './description';

const PARENT_CLOSE_POLICY = { TERMINATE: 1, ABANDON: 2, REQUEST_CANCEL: 3 } as const;
const WORKFLOW_TASK_STATE = { scheduled: 1, started: 2 } as const;

type Asked<T extends HistoryEvent['type']> = EventOf<T> & { readonly eventId: number; readonly timeMs: number };

export function pendingActivities(record: Description): ProtoPendingActivity[] {
  return asked(record, 'ActivityTaskScheduled').map((event) => pendingActivity(record, event));
}

function pendingActivity(record: Description, event: Asked<'ActivityTaskScheduled'>): ProtoPendingActivity {
  const field = (suffix: string): string | undefined => record.pending[`act:${event.eventId}${suffix}`];
  const [state = 'scheduled', attempt = '1'] = (field('') ?? '').split(' ');
  const [scheduledAt, startedAt] = (field(':at') ?? '').split(' ').map(Number);
  const beat = field(':beat');
  const failure = field(':failure');
  const timer = (name: string): number | undefined => record.timers[`act:${event.eventId}:${name}`];
  return {
    activityId: event.activityId,
    activityType: { name: event.activityType },
    state: activityState(state, field(':cancel') === '1'),
    attempt: Number(attempt),
    maximumAttempts: event.retryPolicy.maximumAttempts,
    heartbeatDetails: beat === undefined ? undefined : { payloads: payloadsFromWire(JSON.parse(beat) as Payload[]) },
    lastHeartbeatTime: time(field(':alive')),
    lastStartedTime: time(startedAt),
    scheduledTime: time(timer('retry') ?? scheduledAt ?? event.timeMs),
    expirationTime: time(timer('scheduleToClose')),
    lastFailure: failure === undefined ? undefined : failureFromWire(JSON.parse(failure) as Failure),
    priority: event.priority,
  };
}

function activityState(state: string, cancelRequested: boolean): number | undefined {
  if (cancelRequested) return encodePendingActivityState('CANCEL_REQUESTED');
  return encodePendingActivityState(state === 'started' ? 'STARTED' : 'SCHEDULED');
}

export function pendingChildren(record: Description): ProtoPendingChild[] {
  return asked(record, 'StartChildWorkflowExecutionInitiated').map((event) => ({
    workflowId: event.workflowId,
    runId: childRunId(record.pending[`child:${event.eventId}`]),
    workflowTypeName: event.workflowType,
    initiatedId: toLong(event.eventId),
    parentClosePolicy: PARENT_CLOSE_POLICY[event.parentClosePolicy],
  }));
}

/** The run id is the part of a child's field that looks like one. */
function childRunId(field: string | undefined): string {
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(field ?? '')?.[0] ?? '';
}

export function pendingWorkflowTask(record: Description): ProtoPendingWorkflowTask | undefined {
  const [state, , attempt] = (record.run['wft'] ?? '').split(' ');
  if (state === undefined || state === '') return undefined;
  const code = state === 'started' ? WORKFLOW_TASK_STATE.started : WORKFLOW_TASK_STATE.scheduled;
  return { state: code as ProtoPendingWorkflowTask['state'], attempt: Number(attempt ?? 1) };
}

function asked<T extends HistoryEvent['type']>(record: Description, type: T): Asked<T>[] {
  return Object.values(record.asked).filter((event): event is Asked<T> & HistoryEvent => event.type === type);
}

function time(ms: number | string | undefined): ReturnType<typeof msNumberToTs> | undefined {
  const value = Number(ms);
  return ms === undefined || ms === '' || Number.isNaN(value) ? undefined : msNumberToTs(value);
}
