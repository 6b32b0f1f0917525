/**
 * What executions tell each other through outboxes. A message is delivered to the shard of its target, and what came
 * of it is settled on its sender.
 */
import type { ExecutionTarget, StartRequest } from './request';
import type { ExecutionRef, ParentRef } from './event';
import type { Failure } from './failure';
import type { Payload, PayloadMap } from './payload';

export type Message =
  | {
      readonly kind: 'startChild';
      readonly initiatedEventId: number;
      readonly runId: string;
      readonly request: StartRequest;
      readonly parent: ParentRef;
      readonly root: ExecutionRef;
    }
  | {
      /** The chain of a child has ended; how stands in the last event of the sending run. */
      readonly kind: 'childClosed';
      readonly parent: ParentRef;
      /** First run of the child's chain: what its parent knows it by. */
      readonly firstRunId: string;
    }
  | {
      readonly kind: 'startScheduled';
      readonly runId: string;
      readonly request: StartRequest;
      readonly schedule: ExecutionRef;
      /** What came of the workflows that the schedule started before. */
      readonly lastCompletionResult?: readonly Payload[];
      readonly continuedFailure?: Failure;
    }
  | {
      /** The chain of a scheduled workflow has ended; how stands in the last event of the sending run. */
      readonly kind: 'scheduledClosed';
      readonly schedule: ExecutionRef;
      readonly firstRunId: string;
    }
  | {
      readonly kind: 'signal';
      readonly initiatedEventId: number;
      readonly target: ExecutionTarget;
      /** Only for a child of the sender: another execution that has taken the id since must not hear of it. */
      readonly childWorkflowOnly?: boolean;
      readonly signalName: string;
      readonly args: readonly Payload[];
      readonly header?: PayloadMap;
    }
  | {
      readonly kind: 'cancel';
      /** Absent for a parent close policy: nobody waits for an answer. */
      readonly initiatedEventId?: number;
      readonly target: ExecutionTarget;
      readonly childWorkflowOnly?: boolean;
      readonly reason?: string;
    }
  | { readonly kind: 'terminate'; readonly target: ExecutionTarget; readonly reason: string };

export type MessageKind = Message['kind'];
export type MessageOf<K extends MessageKind> = Extract<Message, { kind: K }>;
