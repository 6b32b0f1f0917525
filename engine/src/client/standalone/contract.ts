/** What a client of the engine can do with standalone activities. */
import type {
  StandaloneDescription,
  StandaloneOptions,
  StandaloneOptionsUpdate,
  StandaloneOutcome,
  StandaloneSummary,
  StandaloneTarget,
  StartActivityRequest,
} from '../../model/standalone-activity';
import type { CallOptions, StartReply } from '../call-options';

/** Who changes an activity, and why. `requestId`: a repeat of the call changes nothing more. */
export interface StandaloneChange {
  readonly requestId: string;
  readonly reason: string;
  readonly identity: string;
}

/** NOT_FOUND from every method but `start` when there is no such activity; from those that change it, when it has ended. */
export interface StandaloneClient {
  /** ALREADY_EXISTS (details activityId, runId) when policies refuse; INVALID_ARGUMENT and LIMIT_EXCEEDED. */
  start(request: StartActivityRequest, options?: CallOptions): Promise<StartReply>;
  /** Waits until the activity has ended. */
  outcome(
    target: StandaloneTarget,
    options?: CallOptions,
  ): Promise<{ readonly runId: string; readonly outcome: StandaloneOutcome }>;
  describe(target: StandaloneTarget, options?: CallOptions): Promise<StandaloneDescription>;
  /** Ends one that waits; one that runs is told with its next heartbeat. */
  /** One round trip, whatever has happened to it. */
  summary(target: StandaloneTarget, options?: CallOptions): Promise<StandaloneSummary>;
  requestCancel(target: StandaloneTarget, change: StandaloneChange, options?: CallOptions): Promise<void>;
  terminate(target: StandaloneTarget, change: StandaloneChange, options?: CallOptions): Promise<void>;
  /**
   * Its outcome counts as not kept from now on (`keptUntilMs` of its description); an open one goes on. Answers whether
   * there was one.
   */
  forget(target: StandaloneTarget, options?: CallOptions): Promise<boolean>;
  pause(target: StandaloneTarget, change: Omit<StandaloneChange, 'requestId'>, options?: CallOptions): Promise<void>;
  /** It goes on after a random delay of at most `jitterMs`. */
  unpause(target: StandaloneTarget, jitterMs: number, options?: CallOptions): Promise<void>;
  /** Answers the options that hold then. INVALID_ARGUMENT when neither of the two times that bound it is left. */
  updateOptions(
    target: StandaloneTarget,
    update: StandaloneOptionsUpdate,
    options?: CallOptions,
  ): Promise<StandaloneOptions>;
  /** Gives it the options that it was started with. */
  restoreOptions(target: StandaloneTarget, options?: CallOptions): Promise<StandaloneOptions>;
}
