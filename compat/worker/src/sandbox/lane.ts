import type { Failure } from '@perdure/engine';
import type { ReplyMessage, Request } from './protocol';

/** What became of a lane's sandbox: which request killed it, if one did, and the failure to report for it. */
export interface LaneDeath {
  readonly requestNumber: number;
  readonly failure: Failure;
}

/** A place where sandboxes live: a thread, or the main thread. Requests are answered in order. */
export interface Lane {
  /** Resolves when the sandbox is ready; rejects with SandboxStartError. */
  readonly ready: Promise<void>;
  send(requests: readonly Request[]): void;
  /** Called by the host's clock, eight times within the activation limit. */
  tick(): void;
  close(): Promise<void>;
}

export interface LaneListener {
  onReplies(replies: ReplyMessage): void;
  /** The sandbox and all its runs are gone. Requests are numbered from 1 in the order of sending. */
  onDeath(death: LaneDeath): void;
}
