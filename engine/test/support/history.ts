import type { EventBody, EventType, HistoryEvent } from '../../src/model/event';
import type { Payload } from '../../src/model/payload';
import { CORE_FLAGS, LANG_FLAGS } from '../../src/replay/flags';

export const START_MS = Date.UTC(2025, 0, 1);
export const RUN_ID = '6a52743e-0000-4000-8000-000000000001';

type Body<T extends EventType> = Omit<Extract<EventBody, { type: T }>, 'type'>;

/** A payload as the default converter makes it. */
export function json(value: unknown): Payload {
  return { encoding: 'json/plain', data: JSON.stringify(value) };
}

/** Writes histories by hand: numbers events from 1 and stamps one second after the other. */
export class HistoryWriter {
  readonly events: HistoryEvent[] = [];

  get lastId(): number {
    return this.events.length;
  }

  add<T extends EventType>(type: T, body: Body<T>): this {
    const eventId = this.lastId + 1;
    this.events.push({ type, ...body, eventId, timeMs: START_MS + eventId * 1_000 } as unknown as HistoryEvent);
    return this;
  }

  started(body: Partial<Body<'WorkflowExecutionStarted'>> = {}): this {
    return this.add('WorkflowExecutionStarted', {
      workflowType: 'example',
      workflowId: 'wf',
      runId: RUN_ID,
      taskQueue: 'q',
      attempt: 1,
      workflowTaskTimeoutMs: 10_000,
      originalExecutionRunId: RUN_ID,
      firstExecutionRunId: RUN_ID,
      ...body,
    });
  }

  /** WorkflowTaskScheduled and WorkflowTaskStarted. */
  task(): this {
    this.add('WorkflowTaskScheduled', { taskQueue: 'q', startToCloseTimeoutMs: 10_000, attempt: 1 });
    return this.add('WorkflowTaskStarted', { identity: 'w', historySizeBytes: 100 * this.lastId });
  }

  completed(): this {
    const first = !this.events.some((event) => event.type === 'WorkflowTaskCompleted');
    const flags = { coreUsedFlags: Object.values(CORE_FLAGS), langUsedFlags: Object.values(LANG_FLAGS) };
    return this.add('WorkflowTaskCompleted', { identity: 'w', ...(first ? flags : {}) });
  }

  timerStarted(seq: number, startToFireTimeoutMs = 1_000): this {
    return this.add('TimerStarted', { timerId: String(seq), startToFireTimeoutMs });
  }

  activityScheduled(activityId: string, activityType: string): this {
    return this.add('ActivityTaskScheduled', {
      activityId,
      activityType,
      taskQueue: 'q',
      startToCloseTimeoutMs: 10_000,
      retryPolicy: {
        initialIntervalMs: 1_000,
        backoffCoefficient: 2,
        maximumIntervalMs: 100_000,
        maximumAttempts: 0,
        nonRetryableErrorTypes: [],
      },
    });
  }

  childInitiated(workflowId: string, workflowType: string): this {
    return this.add('StartChildWorkflowExecutionInitiated', {
      workflowId,
      workflowType,
      taskQueue: 'q',
      workflowTaskTimeoutMs: 10_000,
      parentClosePolicy: 'TERMINATE',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  }

  signaled(signalName: string, ...args: unknown[]): this {
    return this.add('WorkflowExecutionSignaled', { signalName, input: args.map(json) });
  }

  patched(id: string, deprecated = false): this {
    this.add('MarkerRecorded', { markerName: 'core_patch', details: { 'patch-data': [json({ id, deprecated })] } });
    const patches = { ...json([id]), metadata: { type: 'KeywordList' } };
    return this.add('UpsertWorkflowSearchAttributes', { searchAttributes: { TemporalChangeVersion: patches } });
  }
}

export function history(): HistoryWriter {
  return new HistoryWriter();
}
