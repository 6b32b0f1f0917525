/** How a child hears of the cancellation of the scope it was started in. */
export const ChildWorkflowCancellationType = {
  /** It does not: the parent goes on at once, the child too. */
  ABANDON: 'ABANDON',
  /** It is asked to cancel; the parent goes on at once. */
  TRY_CANCEL: 'TRY_CANCEL',
  /** It is asked to cancel; the parent waits until the request was taken. */
  WAIT_CANCELLATION_REQUESTED: 'WAIT_CANCELLATION_REQUESTED',
  /** It is asked to cancel; the parent waits until it has ended. The default. */
  WAIT_CANCELLATION_COMPLETED: 'WAIT_CANCELLATION_COMPLETED',
} as const;
export type ChildWorkflowCancellationType =
  (typeof ChildWorkflowCancellationType)[keyof typeof ChildWorkflowCancellationType];

/** What becomes of a child when its parent's run closes, for whatever reason. The names with a prefix are old ones. */
export const ParentClosePolicy = {
  /** The child is terminated. The default. */
  TERMINATE: 'TERMINATE',
  /** The child goes on. */
  ABANDON: 'ABANDON',
  /** The child is asked to cancel. */
  REQUEST_CANCEL: 'REQUEST_CANCEL',
  PARENT_CLOSE_POLICY_UNSPECIFIED: undefined,
  PARENT_CLOSE_POLICY_TERMINATE: 'TERMINATE',
  PARENT_CLOSE_POLICY_ABANDON: 'ABANDON',
  PARENT_CLOSE_POLICY_REQUEST_CANCEL: 'REQUEST_CANCEL',
} as const;
export type ParentClosePolicy = (typeof ParentClosePolicy)[keyof typeof ParentClosePolicy];

/** How a Nexus operation hears of cancellation; see `createNexusServiceClient`. */
export const NexusOperationCancellationType = {
  ABANDON: 'ABANDON',
  TRY_CANCEL: 'TRY_CANCEL',
  WAIT_CANCELLATION_REQUESTED: 'WAIT_CANCELLATION_REQUESTED',
  WAIT_CANCELLATION_COMPLETED: 'WAIT_CANCELLATION_COMPLETED',
} as const;
export type NexusOperationCancellationType =
  (typeof NexusOperationCancellationType)[keyof typeof NexusOperationCancellationType];
