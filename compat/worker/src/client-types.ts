/** What the worker needs of `@perdure/client`, in one place. */
export type {
  CallContext,
  Client,
  ClientInterceptors,
  ConnectionLike,
  HealthService,
  HistoryAndWorkflowId,
  Metadata,
} from '@perdure/client';
