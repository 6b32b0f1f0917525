/** What the worker needs of `@perdure/workflow`, in one place. */
export type {
  DeterminismViolationError,
  LoggerSinks,
  Sink,
  SinkFunction,
  Sinks,
  WorkflowInfo,
} from '@perdure/workflow';
