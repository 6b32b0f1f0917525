import type { Priority, RetryPolicy } from '@temporalio/common';

/** What a running activity can know about itself. Times are milliseconds since the epoch, durations milliseconds. */
export interface Info {
  /** Names this attempt; what `AsyncCompletionClient` takes to complete it from outside. */
  readonly taskToken: Uint8Array;
  /** {@link taskToken} as base64, for URLs, queues and databases. */
  readonly base64TaskToken: string;
  /** Unique among the activities of the workflow that scheduled it. */
  readonly activityId: string;
  /** The name under which the function is registered. */
  readonly activityType: string;
  /**
   * Namespace of the worker.
   * @deprecated Use {@link namespace}.
   */
  readonly activityNamespace: string;
  /** Counts from 1 and grows with every retry. */
  readonly attempt: number;
  /** True for local activities. */
  readonly isLocal: boolean;
  /** The run that scheduled it; absent when it was started outside a workflow. */
  readonly workflowExecution?: { readonly workflowId: string; readonly runId: string };
  /**
   * Namespace of the scheduling workflow.
   * @deprecated Use {@link namespace}.
   */
  readonly workflowNamespace?: string;
  /** Type of the scheduling workflow. */
  readonly workflowType?: string;
  /** When the first attempt was scheduled. */
  readonly scheduledTimestampMs: number;
  /** Time for all attempts together; 0 when there is no limit. */
  readonly scheduleToCloseTimeoutMs: number;
  /** Time for this attempt. */
  readonly startToCloseTimeoutMs: number;
  /** When this attempt was scheduled. */
  readonly currentAttemptScheduledTimestampMs: number;
  /** Longest time between two heartbeats; absent when none are expected. */
  readonly heartbeatTimeoutMs?: number;
  /**
   * What an earlier attempt passed last to `heartbeat()`, so that this one can go on from there; `undefined` when there
   * was none.
   */
  readonly heartbeatDetails: any;
  /** The queue it was taken from. */
  readonly taskQueue: string;
  /** Its place in the queue, when one was given. */
  readonly priority?: Priority;
  /** How it is retried. */
  readonly retryPolicy?: RetryPolicy;
  /** Namespace it runs in. */
  readonly namespace: string;
  /** Run id of an activity that was started outside a workflow. */
  readonly activityRunId?: string;
  /** Whether a workflow scheduled it. */
  readonly inWorkflow: boolean;
}
