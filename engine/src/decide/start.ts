import type { StartRequest, SignalRequest } from '../model/request';
import type { ParentRef, ExecutionRef, WorkflowExecutionStarted } from '../model/event';
import type { Failure } from '../model/failure';
import type { Payload } from '../model/payload';
import { shortStart } from '../model/stored-start';
import type { Alternative, Dedupe, Effect, Guard, NewRun, Transition } from '../model/transition';
import { SCHEDULE_TASK } from './body';
import { createRun } from './create-run';
import { cronBackoffMs } from './cron';
import { CLOSED_STATUSES, CURRENT_OPEN, NO_CURRENT, OPEN } from './guards';
import { LIMITS } from '../limits';
import { currentAttributes } from '../model/search-attribute';
import { attributeGuards } from './search-attributes';
import { terminateEffects } from './terminate';
import { HOLD_FOR_SIGNAL_WITH_START, WAKE_BY_SIGNAL_WITH_START } from './hold';
import { signaled } from './signal';

/** What a start needs beside the request: the new run's id, and the store's time as the caller knows it. */
export interface StartContext {
  readonly runId: string;
  readonly nowMs: number;
  readonly retentionMs: number;
  readonly parent?: ParentRef;
  readonly root?: ExecutionRef;
  /** Message for the parent, or the schedule, when the chain ends. */
  readonly onClose?: string;
  readonly schedule?: ExecutionRef;
  /** What the actions of the schedule before this one came to. */
  readonly lastCompletionResult?: readonly Payload[];
  readonly continuedFailure?: Failure;
  /** Sets the fields of the record, and what must hold for its terms to be right. */
  readonly record?: { readonly effect: Effect; readonly guard: Guard };
}

/** Indexes of the alternatives of a start; `repeat` means an earlier copy of the request was applied. */
export type StartOutcome = 'repeat' | 'created' | 'existing';

export interface StartPlan {
  readonly transition: Transition;
  /** What each alternative means, by index. */
  readonly outcomes: readonly StartOutcome[];
}

const FAILED_STATUSES: readonly string[] = ['FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT'];

interface StartOptions {
  readonly dedupe?: Dedupe;
  /** Whether a signal ends a start delay (`delay`, the default). */
  readonly delayKind?: HoldKind;
  /** Effects on the new run, before its first task is scheduled. */
  readonly onCreated?: readonly Effect[];
  /** Effects on an open run that is used instead. */
  readonly onExisting?: readonly Effect[];
}

type HoldKind = NonNullable<NewRun['hold']>['kind'];

/** Starts a run as the id policies allow. */
export function startWorkflow(request: StartRequest, context: StartContext, options: StartOptions = {}): StartPlan {
  const create = createEffects(request, context, options);
  // A child's attributes were judged when its parent asked for it.
  const typed = [
    ...(context.record ? [context.record.guard] : []),
    ...(context.parent ? [] : attributeGuards(request.searchAttributes)),
  ];
  const planned: [StartOutcome, Alternative][] = [
    [
      'repeat',
      {
        guards: [{ is: 'field', hash: 'current', field: 'req', in: [request.requestId] }],
        effects: [],
      },
    ],
    ['created', { guards: [NO_CURRENT, ...typed], effects: create }],
  ];
  const reusable = reusableStatuses(request);
  if (reusable.length > 0) {
    planned.push([
      'created',
      {
        guards: [{ is: 'field', hash: 'current', field: 'status', in: reusable }, ...typed],
        effects: create,
      },
    ]);
  }
  if (request.idConflictPolicy === 'USE_EXISTING') {
    planned.push(['existing', { guards: [CURRENT_OPEN], effects: options.onExisting ?? [] }]);
  } else if (request.idConflictPolicy === 'TERMINATE_EXISTING') {
    const terminate = terminateEffects({
      reason: 'TerminateIfRunning WorkflowIdReusePolicy Policy',
      details: [{ encoding: 'json/plain', data: JSON.stringify(`terminated by new runID: ${context.runId}`) }],
      identity: 'perdure',
      retentionMs: context.retentionMs,
    });
    planned.push(['created', { guards: [OPEN, ...typed], effects: [...terminate, ...create] }]);
  }
  return {
    transition: {
      target: { workflowId: request.workflowId },
      dedupe: options.dedupe,
      alternatives: planned.map(([, alternative]) => alternative),
    },
    outcomes: planned.map(([outcome]) => outcome),
  };
}

/** Signals the open run, or starts one with the signal in front of its first task. */
export function signalWithStart(request: StartRequest, signal: SignalRequest, context: StartContext): StartPlan {
  const dedupe: Dedupe = { kind: 'window', requestId: signal.requestId };
  const delayed = request.startDelayMs ? [HOLD_FOR_SIGNAL_WITH_START] : [];
  return startWorkflow(request, context, {
    dedupe,
    delayKind: 'backoff',
    onCreated: [signaled(signal), ...delayed],
    onExisting: [signaled(signal), WAKE_BY_SIGNAL_WITH_START],
  });
}

/** Statuses of the last run of the id with which another one may begin. */
export function reusableStatuses(request: Pick<StartRequest, 'idReusePolicy'>): readonly string[] {
  switch (request.idReusePolicy) {
    case 'ALLOW_DUPLICATE':
      return CLOSED_STATUSES;
    case 'ALLOW_DUPLICATE_FAILED_ONLY':
      return FAILED_STATUSES;
    case 'REJECT_DUPLICATE':
      return [];
  }
}

function createEffects(request: StartRequest, context: StartContext, options: StartOptions): readonly Effect[] {
  const { delayKind = 'delay', onCreated = [] } = options;
  const run = firstRun(request, context, delayKind);
  const { parent } = context;
  const { retentionMs } = request;
  const searchAttributes = currentAttributes(request.searchAttributes);
  return [
    ...createRun(run, { parent, searchAttributes, retentionMs }),
    ...(context.record ? [context.record.effect] : []),
    ...onCreated,
    ...(run.hold ? [] : [SCHEDULE_TASK]),
  ];
}

function firstRun(request: StartRequest, context: StartContext, delayKind: HoldKind): NewRun {
  const cronMs = request.cronSchedule ? cronBackoffMs(request.cronSchedule, context.nowMs) : undefined;
  const backoffMs = cronMs ?? (request.startDelayMs || undefined);
  return newRun(startedEvent(request, context, backoffMs), {
    startRequestId: request.requestId,
    onClose: context.onClose,
    hold:
      backoffMs === undefined ? undefined : { kind: cronMs === undefined ? delayKind : 'backoff', delayMs: backoffMs },
  });
}

function startedEvent(
  request: StartRequest,
  context: StartContext,
  backoffMs: number | undefined,
): WorkflowExecutionStarted {
  const { runId, nowMs } = context;
  return {
    type: 'WorkflowExecutionStarted',
    workflowType: request.workflowType,
    workflowId: request.workflowId,
    runId,
    taskQueue: request.taskQueue,
    input: request.args,
    header: request.header,
    memo: request.memo,
    searchAttributes: currentAttributes(request.searchAttributes),
    identity: request.identity,
    attempt: 1,
    workflowTaskTimeoutMs: Math.min(
      request.taskTimeoutMs || LIMITS.workflowTaskTimeoutMs,
      request.runTimeoutMs || LIMITS.workflowTaskTimeoutMaxMs,
      LIMITS.workflowTaskTimeoutMaxMs,
    ),
    workflowRunTimeoutMs: capped(request.runTimeoutMs, request.executionTimeoutMs),
    workflowExecutionTimeoutMs: request.executionTimeoutMs || undefined,
    workflowExecutionExpirationMs: request.executionTimeoutMs ? nowMs + request.executionTimeoutMs : undefined,
    retryPolicy: request.retryPolicy,
    cronSchedule: request.cronSchedule || undefined,
    firstWorkflowTaskBackoffMs: backoffMs,
    originalExecutionRunId: runId,
    firstExecutionRunId: runId,
    parent: context.parent,
    root: context.root ?? { workflowId: request.workflowId, runId },
    schedule: context.schedule,
    lastCompletionResult: context.lastCompletionResult,
    continuedFailure: context.continuedFailure,
    retentionMs: request.retentionMs,
    priority: request.priority,
    summary: request.summary,
    details: request.details,
  };
}

/** The shorter of two limits where 0 and undefined mean none. */
export function capped(a: number | undefined, b: number | undefined): number | undefined {
  if (!a) return b || undefined;
  return b ? Math.min(a, b) : a;
}

/** What a store keeps of a run, from its started event. */
export function newRun(
  started: WorkflowExecutionStarted,
  rest: Pick<NewRun, 'startRequestId' | 'onClose' | 'hold'> & { readonly nowMs?: number },
): NewRun {
  const expiration = started.workflowExecutionExpirationMs;
  return {
    workflowId: started.workflowId,
    runId: started.runId,
    firstRunId: started.firstExecutionRunId,
    startRequestId: rest.startRequestId,
    workflowType: started.workflowType,
    taskQueue: started.taskQueue,
    workflowTaskTimeoutMs: started.workflowTaskTimeoutMs,
    started: JSON.stringify(shortStart(started)),
    hold: rest.hold,
    onClose: rest.onClose,
    priority: started.priority?.priorityKey,
    runTimeoutMs: started.workflowRunTimeoutMs,
    executionTimeoutMs:
      rest.nowMs !== undefined && expiration !== undefined
        ? Math.max(1, expiration - rest.nowMs)
        : started.workflowExecutionTimeoutMs,
  };
}
