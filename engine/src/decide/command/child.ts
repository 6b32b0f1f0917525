import type { ExecutionTarget, StartRequest } from '../../model/request';
import type { StartChildWorkflowExecutionInitiated } from '../../model/event';
import type { Message } from '../../model/message';
import type { ParentClosePolicy } from '../../model/status';
import type { Effect } from '../../model/transition';
import { LIMITS } from '../../limits';
import { inheritPriority } from '../inherit-priority';
import type { CommandContext, CommandRule } from './context';
import type { ResolvedCommandOf } from '../../model/resolved-command';

/** The pending field of a child: `initiated <run id>` or `started <run id>`. */
export function childField(initiatedEventId: number): string {
  return `child:${initiatedEventId}`;
}

/**
 * The run id is chosen here, so that a start delivered twice starts once. A run that ends with the same task starts no
 * child, whatever the policy: as in Temporal, only a start that was waited for is sure to happen (spec 9.8).
 */
export const startChildWorkflow: CommandRule<'startChildWorkflow'> = (command, eventId, context) => {
  const event = initiated(command, context);
  if (context.closes) return { events: [event], effects: [] };
  const runId = context.newId();
  const message = childStart(event, eventId, runId, context);
  const effects: Effect[] = [
    { do: 'set', hash: 'pending', field: childField(eventId), value: `initiated ${runId}` },
    { do: 'send', message: JSON.stringify(message) },
  ];
  const will = willOf(event.parentClosePolicy, { workflowId: event.workflowId, firstRunId: runId });
  if (will) effects.push({ do: 'will', key: childField(eventId), message: JSON.stringify(will) });
  return { events: [event], effects };
};

/** The message that starts a child. Sent again it starts nothing, unless the first child has been lost. */
export function childStart(
  event: StartChildWorkflowExecutionInitiated,
  eventId: number,
  runId: string,
  { namespace, started }: Pick<CommandContext, 'namespace' | 'started'>,
): Message {
  return {
    kind: 'startChild',
    initiatedEventId: eventId,
    runId,
    request: childRequest(event, runId),
    parent: { namespace, workflowId: started.workflowId, runId: started.runId, initiatedEventId: eventId },
    root: started.root ?? started,
  };
}

function initiated(
  command: ResolvedCommandOf<'startChildWorkflow'>,
  context: CommandContext,
): StartChildWorkflowExecutionInitiated {
  return {
    type: 'StartChildWorkflowExecutionInitiated',
    workflowId: command.workflowId,
    workflowType: command.workflowType,
    taskQueue: command.taskQueue || context.started.taskQueue,
    input: command.args,
    header: command.header,
    memo: command.memo,
    searchAttributes: command.searchAttributes,
    workflowExecutionTimeoutMs: command.workflowExecutionTimeoutMs,
    workflowRunTimeoutMs: command.workflowRunTimeoutMs,
    workflowTaskTimeoutMs: command.workflowTaskTimeoutMs ?? LIMITS.workflowTaskTimeoutMs,
    parentClosePolicy: command.parentClosePolicy,
    workflowIdReusePolicy: command.workflowIdReusePolicy,
    retryPolicy: command.retryPolicy,
    cronSchedule: command.cronSchedule,
    retentionMs: command.retentionMs,
    priority: inheritPriority(context.started.priority, command.priority),
    summary: command.summary,
    details: command.details,
  };
}

function childRequest(event: StartChildWorkflowExecutionInitiated, runId: string): StartRequest {
  return {
    requestId: runId,
    workflowId: event.workflowId,
    workflowType: event.workflowType,
    taskQueue: event.taskQueue,
    args: event.input ?? [],
    header: event.header,
    memo: event.memo,
    searchAttributes: event.searchAttributes,
    idReusePolicy: event.workflowIdReusePolicy,
    idConflictPolicy: 'FAIL',
    executionTimeoutMs: event.workflowExecutionTimeoutMs,
    runTimeoutMs: event.workflowRunTimeoutMs,
    taskTimeoutMs: event.workflowTaskTimeoutMs,
    retryPolicy: event.retryPolicy,
    cronSchedule: event.cronSchedule,
    retentionMs: event.retentionMs,
    priority: event.priority,
    summary: event.summary,
    details: event.details,
  };
}

/** What the parent's end means for the child (spec 9.8). */
function willOf(policy: ParentClosePolicy, target: ExecutionTarget): Message | undefined {
  switch (policy) {
    case 'TERMINATE':
      return { kind: 'terminate', target, reason: 'by parent close policy' };
    case 'REQUEST_CANCEL':
      return { kind: 'cancel', target, reason: 'by parent close policy' };
    case 'ABANDON':
      return undefined;
  }
}
