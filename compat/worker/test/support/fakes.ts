/** The narrow parts of the engine that a worker sees, driven by hand. */
import type {
  ActivityCancelReason,
  ActivityControl,
  ActivityTask,
  EngineConnection,
  EngineWorker,
  EngineWorkerOptions,
  Payload,
} from '@perdure/engine';
import { noopMetricMeter, type LogLevel, type LogMetadata, type Logger } from '@temporalio/common';
import { NativeConnection } from '../../src/connection/native-connection';
import { Runtime } from '../../src/runtime/runtime';

export interface LogLine {
  level: LogLevel;
  message: string;
  meta: LogMetadata | undefined;
}

/** A logger that keeps what it is told. */
export function recordingLogger(): Logger & { lines: LogLine[]; messages(level: LogLevel): string[] } {
  const lines: LogLine[] = [];
  const at = (level: LogLevel) => (message: string, meta?: LogMetadata) => void lines.push({ level, message, meta });
  return {
    lines,
    messages: (level) => lines.filter((line) => line.level === level).map((line) => line.message),
    log: (level, message, meta) => at(level)(message, meta),
    trace: at('TRACE'),
    debug: at('DEBUG'),
    info: at('INFO'),
    warn: at('WARN'),
    error: at('ERROR'),
  };
}

export const meter = noopMetricMeter;

/** An engine worker that runs until it is told to stop and nothing is in flight. */
export class FakeEngineWorker implements EngineWorker {
  polling = false;
  cancelledWith: ActivityCancelReason[] = [];
  #end: () => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;
  /** What keeps the worker from ending after `stopPolling`. */
  busy = false;
  readonly options: EngineWorkerOptions;

  constructor(options: EngineWorkerOptions) {
    this.options = options;
  }

  run(): Promise<void> {
    this.polling = true;
    return new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#fail = reject;
    });
  }

  stopPolling(): void {
    this.polling = false;
    if (!this.busy) this.#end();
  }

  cancelActivities(reason: ActivityCancelReason): void {
    this.cancelledWith.push(reason);
  }

  finish(): void {
    this.#end();
  }

  fail(error: unknown): void {
    this.#fail(error);
  }

  get status() {
    return {
      workflowTasksInFlight: 0,
      activitiesInFlight: 0,
      localActivitiesInFlight: 0,
      cachedRuns: 0,
      heartbeatingActivities: 0,
      pollingWorkflows: this.polling && this.options.workflows !== undefined,
      pollingActivities: this.polling && this.options.activities !== undefined,
    };
  }
}

/** A connection to nothing. */
export class FakeConnection extends NativeConnection {
  readonly workers: FakeEngineWorker[] = [];
  closed = false;

  static make(): FakeConnection {
    const workers: FakeEngineWorker[] = [];
    const engine = {
      address: 'fake',
      maxPayloadBytes: 2 * 1024 * 1024,
      ensureConnected: async () => undefined,
      worker: async (_namespace: string, options: EngineWorkerOptions) => {
        const made = new FakeEngineWorker(options);
        workers.push(made);
        return made;
      },
      close: async () => void (connection.closed = true),
    } as unknown as EngineConnection;
    const connection = new this(Runtime.instance(), engine, []);
    Object.defineProperty(connection, 'workers', { value: workers });
    return connection;
  }
}

export const json = (value: unknown): Payload => ({ encoding: 'json/plain', data: JSON.stringify(value) });

/** An activity as the engine hands it out. */
export function activityTask(activityType: string, args: unknown[], more: Partial<ActivityTask> = {}): ActivityTask {
  return {
    kind: 'activity',
    workflowId: 'order-1',
    workflowType: 'order',
    runId: 'run-1',
    scheduledEventId: 5,
    attempt: 1,
    attemptScheduledMs: 2_000,
    startedMs: 2_001,
    scheduled: {
      type: 'ActivityTaskScheduled',
      eventId: 5,
      timeMs: 1_000,
      activityId: 'a1',
      activityType,
      taskQueue: 'orders',
      input: args.map(json),
      startToCloseTimeoutMs: 60_000,
      heartbeatTimeoutMs: 5_000,
      retryPolicy: {
        initialIntervalMs: 1_000,
        backoffCoefficient: 2,
        maximumIntervalMs: 100_000,
        maximumAttempts: 0,
        nonRetryableErrorTypes: [],
      },
    },
    ...more,
  };
}

/** The engine's side of one running activity. */
export class FakeControl implements ActivityControl {
  readonly taskToken = 'order-1/run-1/5/1';
  readonly beats: (readonly Payload[])[] = [];
  cancel: (reason: ActivityCancelReason) => void = () => undefined;

  readonly onCancel = (listener: (reason: ActivityCancelReason) => void): void => {
    this.cancel = listener;
  };

  heartbeat(details: readonly Payload[]): void {
    this.beats.push(details);
  }
}
