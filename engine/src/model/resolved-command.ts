import type {
  CompleteWorkflow,
  CancelWorkflow,
  ContinueAsNew,
  FailWorkflow,
  ModifyMemo,
  ScheduleActivity,
  StartChildWorkflow,
  UpsertSearchAttributes,
} from './command';
import type { UpdateOutcome, UpdateRequest } from './event';
import type { Failure } from './failure';
import type { Payload, PayloadMap } from './payload';

/**
 * A command ready to be decided on: the sandbox's sequence numbers are replaced by what the history knows (event
 * ids, timer ids), things started and withdrawn in one task are gone, and a terminal command is last. Made by
 * `replay/`, consumed by `decide/`, in the order in which their events are written.
 */
export type ResolvedCommand =
  | { readonly kind: 'startTimer'; readonly timerId: string; readonly delayMs: number; readonly summary?: Payload }
  | { readonly kind: 'cancelTimer'; readonly timerId: string; readonly startedEventId: number }
  | Omit<ScheduleActivity, 'seq' | 'cancellationType'>
  | { readonly kind: 'requestCancelActivity'; readonly scheduledEventId: number }
  | Omit<StartChildWorkflow, 'seq' | 'cancellationType'>
  | {
      readonly kind: 'requestCancelExternalWorkflow';
      readonly workflowId: string;
      /** Empty: the current run. */
      readonly runId: string;
      readonly childWorkflowOnly: boolean;
      readonly reason?: string;
    }
  | {
      readonly kind: 'signalExternalWorkflow';
      readonly workflowId: string;
      readonly runId: string;
      readonly childWorkflowOnly: boolean;
      readonly signalName: string;
      readonly args: readonly Payload[];
      readonly header?: PayloadMap;
    }
  | {
      readonly kind: 'recordMarker';
      readonly markerName: string;
      readonly details?: Readonly<Record<string, readonly Payload[]>>;
      readonly failure?: Failure;
      readonly summary?: Payload;
    }
  | UpsertSearchAttributes
  | ModifyMemo
  | { readonly kind: 'acceptUpdate'; readonly request: UpdateRequest }
  | {
      readonly kind: 'completeUpdate';
      readonly updateId: string;
      /** Absent when it was accepted by this same task. */
      readonly acceptedEventId?: number;
      readonly outcome: UpdateOutcome;
    }
  | { readonly kind: 'rejectUpdate'; readonly updateId: string; readonly failure: Failure }
  | CompleteWorkflow
  | FailWorkflow
  | CancelWorkflow
  | ContinueAsNew;

export type ResolvedCommandKind = ResolvedCommand['kind'];
export type ResolvedCommandOf<K extends ResolvedCommandKind> = Extract<ResolvedCommand, { kind: K }>;
