import type { Payload } from './payload';

export type TimeoutKind = 'START_TO_CLOSE' | 'SCHEDULE_TO_START' | 'SCHEDULE_TO_CLOSE' | 'HEARTBEAT';

/** Why an activity, child or workflow was not tried again. Names are Temporal's RetryState. */
export type RetryState =
  | 'IN_PROGRESS'
  | 'NON_RETRYABLE_FAILURE'
  | 'TIMEOUT'
  | 'MAXIMUM_ATTEMPTS_REACHED'
  | 'RETRY_POLICY_NOT_SET'
  | 'INTERNAL_SERVER_ERROR'
  | 'CANCEL_REQUESTED';

/** What kind of failure it is; mirrors the `failureInfo` of Temporal's Failure message. */
export type FailureInfo =
  | {
      readonly kind: 'application';
      readonly type?: string;
      readonly nonRetryable?: boolean;
      readonly details?: readonly Payload[];
      readonly nextRetryDelayMs?: number;
      readonly category?: 'BENIGN';
    }
  | {
      readonly kind: 'timeout';
      readonly timeoutType: TimeoutKind;
      readonly lastHeartbeatDetails?: readonly Payload[];
    }
  | { readonly kind: 'canceled'; readonly details?: readonly Payload[] }
  | { readonly kind: 'terminated' }
  | { readonly kind: 'server'; readonly nonRetryable?: boolean }
  | {
      readonly kind: 'activity';
      readonly activityType: string;
      readonly activityId: string;
      readonly scheduledEventId?: number;
      readonly startedEventId?: number;
      readonly identity?: string;
      readonly retryState?: RetryState;
    }
  | {
      readonly kind: 'childWorkflow';
      readonly namespace?: string;
      readonly workflowId: string;
      readonly runId: string;
      readonly workflowType: string;
      readonly initiatedEventId?: number;
      readonly startedEventId?: number;
      readonly retryState?: RetryState;
    };

/** An error as data: what crosses processes, and what is written to history. */
export interface Failure {
  readonly message: string;
  /** Where it was made: "TypeScriptSDK" for user code, "Server" for the engine. */
  readonly source?: string;
  readonly stackTrace?: string;
  readonly encodedAttributes?: Payload;
  readonly cause?: Failure;
  readonly info?: FailureInfo;
}
