/** The start of a standalone activity: a run whose first event schedules it, and which has no workflow tasks. */
import type { ActivityTaskScheduled } from '../../model/event';
import { reservedId } from '../../model/reserved-ids';
import { DEFAULT_ACTIVITY_RETRY } from '../../model/retry-policy';
import type { StartActivityRequest } from '../../model/standalone-activity';
import { currentAttributes } from '../../model/search-attribute';
import type { Alternative, Effect, Guard } from '../../model/transition';
import { activityTimeouts } from '../activity-timeouts';
import { body } from '../body';
import { keepEffects } from '../create-run';
import { CURRENT_OPEN, NO_CURRENT } from '../guards';
import { activityField, activityTimer } from '../pending-activity';
import { beginEffects, queueEffects } from '../queue-attempt';
import { attributeEffects, attributeGuards } from '../search-attributes';
import { reusableStatuses, type StartOutcome, type StartPlan } from '../start';

/** Its ActivityTaskScheduled is the first event of its run. */
export const FIRST_ID = 1;

interface StartContext {
  readonly runId: string;
  /** Further effects on the new run. */
  readonly onCreated: readonly Effect[];
  /**
   * The id is expected to be free, as nearly all are: the plan then leaves out what another activity of this id would
   * need, and is less than half as long. It is refused when there is one, be it from an earlier copy of this call.
   */
  readonly expectsNew: boolean;
}

/** Starts an activity as the id policies allow. */
export function startStandalone(request: StartActivityRequest, context: StartContext): StartPlan {
  const workflowId = reservedId('activity', request.activityId);
  const create = createEffects(request, workflowId, context);
  const planned = alternatives(request, create, context.expectsNew);
  return {
    transition: { target: { workflowId }, alternatives: planned.map(([, alternative]) => alternative) },
    outcomes: planned.map(([outcome]) => outcome),
  };
}

function createEffects(
  request: StartActivityRequest,
  workflowId: string,
  { runId, onCreated }: StartContext,
): readonly Effect[] {
  const event = scheduledEvent(request);
  const create: Effect = {
    do: 'createRun',
    run: {
      workflowId,
      runId,
      firstRunId: runId,
      kind: 'activity',
      startRequestId: request.requestId,
      workflowType: request.activityType,
      taskQueue: request.taskQueue,
      workflowTaskTimeoutMs: 0,
      started: body(event),
    },
  };
  const attributes = attributeEffects(currentAttributes(request.searchAttributes));
  return [create, ...keepEffects(request.retentionMs), ...attributes, ...firstAttempt(event), ...onCreated];
}

function alternatives(
  request: StartActivityRequest,
  create: readonly Effect[],
  expectsNew: boolean,
): [StartOutcome, Alternative][] {
  const typed = attributeGuards(request.searchAttributes);
  const planned: [StartOutcome, Alternative][] = [['created', { guards: [NO_CURRENT, ...typed], effects: create }]];
  if (expectsNew) return planned;
  const isRepeat: Guard = { is: 'field', hash: 'current', field: 'req', in: [request.requestId] };
  planned.push(['repeat', { guards: [isRepeat], effects: [] }]);
  const reusable = reusableStatuses(request);
  if (reusable.length > 0) {
    const isReusable: Guard = { is: 'field', hash: 'current', field: 'status', in: reusable };
    planned.push(['created', { guards: [isReusable, ...isSeen(request), ...typed], effects: create }]);
  }
  if (request.idConflictPolicy === 'USE_EXISTING') {
    planned.push(['existing', { guards: [CURRENT_OPEN], effects: [] }]);
  }
  return planned;
}

/** The run that is followed is the one that the caller has looked at. */
function isSeen({ replacesRunId }: StartActivityRequest): readonly Guard[] {
  return replacesRunId === undefined ? [] : [{ is: 'field', hash: 'current', field: 'run', in: [replacesRunId] }];
}

function firstAttempt(event: ActivityTaskScheduled): readonly Effect[] {
  const delayMs = event.standalone?.startDelayMs;
  const begin = beginEffects(event, FIRST_ID, delayMs);
  if (!delayMs) return [...begin, ...queueEffects(event, FIRST_ID, 1, false)];
  return [
    ...begin,
    { do: 'set', hash: 'pending', field: activityField(FIRST_ID), value: 'backoff 1' },
    { do: 'arm', name: activityTimer(FIRST_ID, 'retry'), delayMs },
  ];
}

function scheduledEvent(request: StartActivityRequest): ActivityTaskScheduled {
  const { startDelayMs } = request;
  return {
    type: 'ActivityTaskScheduled',
    activityId: request.activityId,
    activityType: request.activityType,
    taskQueue: request.taskQueue,
    input: request.args,
    header: request.header,
    ...activityTimeouts(request, undefined),
    retryPolicy: request.retryPolicy ?? DEFAULT_ACTIVITY_RETRY,
    priority: request.priority,
    summary: request.summary,
    standalone: startDelayMs ? { startDelayMs } : undefined,
  };
}
