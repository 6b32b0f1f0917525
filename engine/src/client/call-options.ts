/**
 * Limits of one call: DEADLINE_EXCEEDED and CANCELLED. Before it was sent nothing happens; while the store is waited for
 * the call may have been applied, and the message says what a repeat does. A call is not applied after its deadline.
 */
export interface CallOptions {
  /** Wall clock of this process, milliseconds since the epoch. */
  readonly deadlineMs?: number;
  readonly abortSignal?: AbortSignal;
}

/** `started` false: an open run was used as it is (USE_EXISTING). */
export interface StartReply {
  readonly runId: string;
  readonly started: boolean;
}
