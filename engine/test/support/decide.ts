/** What rules are given in tests, with what does not matter filled in. */
import type { StartRequest } from '../../src/model/request';
import type { CommandContext } from '../../src/decide/command/context';
import type { StartContext } from '../../src/decide/start';
import type { ActivityTaskScheduled, EventBody, WorkflowExecutionStarted } from '../../src/model/event';
import type { Failure } from '../../src/model/failure';
import { DEFAULT_ACTIVITY_RETRY } from '../../src/model/retry-policy';
import type { Effect, EffectKind, EffectOf } from '../../src/model/transition';

export const NOW = Date.UTC(2025, 0, 1, 12);

export function startedEvent(options: Partial<WorkflowExecutionStarted> = {}): WorkflowExecutionStarted {
  return {
    type: 'WorkflowExecutionStarted',
    workflowType: 'wf',
    workflowId: 'w',
    runId: 'run',
    taskQueue: 'q',
    attempt: 1,
    workflowTaskTimeoutMs: 10_000,
    originalExecutionRunId: 'run',
    firstExecutionRunId: 'run',
    ...options,
  };
}

export function startRequest(options: Partial<StartRequest> = {}): StartRequest {
  return {
    requestId: 'request',
    workflowId: 'w',
    workflowType: 'wf',
    taskQueue: 'q',
    args: [],
    idReusePolicy: 'ALLOW_DUPLICATE',
    idConflictPolicy: 'FAIL',
    ...options,
  };
}

export const START: StartContext = { runId: 'new', nowMs: NOW, retentionMs: 1_000 };

export function commandContext(options: Partial<CommandContext> = {}): CommandContext {
  return {
    namespace: 'default',
    started: startedEvent(),
    runStartMs: NOW - 1_000,
    nowMs: NOW,
    identity: 'worker',
    retentionMs: 1_000,
    searchAttributes: undefined,
    newId: () => 'new-id',
    closes: false,
    acceptedHere: new Map(),
    ...options,
  };
}

export function scheduledEvent(options: Partial<ActivityTaskScheduled> = {}) {
  return {
    type: 'ActivityTaskScheduled',
    activityId: '1',
    activityType: 'act',
    taskQueue: 'q',
    retryPolicy: DEFAULT_ACTIVITY_RETRY,
    eventId: 5,
    timeMs: NOW - 10_000,
    ...options,
  } as const;
}

export function applicationFailure(message = 'broke', type = 'Error'): Failure {
  return { message, info: { kind: 'application', type } };
}

/** The effects of a kind, branches of `when` not included. */
export function effectsOf<K extends EffectKind>(effects: readonly Effect[], kind: K): readonly EffectOf<K>[] {
  return effects.filter((effect): effect is EffectOf<K> => effect.do === kind);
}

/** The order in which things are done. */
export function kinds(effects: readonly Effect[]): readonly EffectKind[] {
  return effects.map((effect) => effect.do);
}

/** Every event that is appended or arrives, branches of `when` not included. */
export function eventsOf(effects: readonly Effect[]): readonly EventBody[] {
  return effects.flatMap((effect) =>
    effect.do === 'append' || effect.do === 'arrive' ? effect.bodies.map((body) => JSON.parse(body) as EventBody) : [],
  );
}
