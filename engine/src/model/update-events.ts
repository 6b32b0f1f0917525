import type { Failure } from './failure';
import type { Payload, PayloadMap } from './payload';

export interface UpdateRequest {
  readonly updateId: string;
  readonly name: string;
  readonly input?: readonly Payload[];
  readonly header?: PayloadMap;
  readonly identity?: string;
}
export interface WorkflowExecutionUpdateAccepted {
  readonly type: 'WorkflowExecutionUpdateAccepted';
  /** The update's id; Temporal's protocolInstanceId. */
  readonly updateId: string;
  readonly request: UpdateRequest;
}
export interface WorkflowExecutionUpdateCompleted {
  readonly type: 'WorkflowExecutionUpdateCompleted';
  readonly updateId: string;
  readonly acceptedEventId: number;
  readonly outcome: UpdateOutcome;
}
export type UpdateOutcome = { readonly result: readonly Payload[] } | { readonly failure: Failure };
