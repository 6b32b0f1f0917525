export type {
  Activation,
  ActivityResolution,
  ActivationResult,
  Job,
  JobKind,
  JobOf,
  LocalBackoff,
  Resolution,
  RunInfo,
  SinkCall,
} from './model/activation';
export type {
  Command,
  CommandKind,
  CommandOf,
  ContinueAsNew,
  QueryResponse,
  ScheduleActivity,
  ScheduleLocalActivity,
  SignalExternalWorkflow,
  SignalTarget,
  StartChildWorkflow,
  UpdateResponse,
} from './model/command';
export type {
  EventBody,
  EventOf,
  EventType,
  HistoryEvent,
  UpdateOutcome,
  WorkflowExecutionStarted,
} from './model/event';
export type {
  FoundRecord,
  RecordChange,
  RecordClient,
  RecordPage,
  RecordRequest,
  RecordTarget,
} from './records/contract';
export type { RecordQuery } from './records/query';
export type { IndexedField, RecordIndex, StoredIndex } from './model/record-index';
export type { Failure, FailureInfo } from './model/failure';
export type { Payload, PayloadMap } from './model/payload';
export type { Priority } from './model/priority';
export type { RetryPolicy } from './model/retry-policy';
export type { IdConflictPolicy, IdReusePolicy } from './model/status';
export type {
  StandaloneDescription,
  StandaloneOptions,
  StandaloneOptionsUpdate,
  StandaloneOutcome,
  StandaloneSummary,
  StartActivityRequest,
} from './model/standalone-activity';
export type { ActivityTask } from './model/task';
export type {
  CountReply,
  CountRequest,
  ExecutionKind,
  ListedExecution,
  ListReply,
  ListRequest,
} from './model/visibility';
export type {
  BackfillRequest,
  CalendarRange,
  CalendarSpec,
  OverlapPolicy,
  RunningAction,
  ScheduleCreateRequest,
  ScheduledAction,
  SchedulePatch,
  ScheduleSpec,
  ScheduleSpecRequest,
  ScheduleUpdateRequest,
} from './model/schedule';
export type { RosterClient, RosterEntry, Throttle } from './client/roster';
export type { ScheduleCalls, ScheduleView } from './client/schedule/contract';
export type { ActivityTarget, CallOptions, CloseReply, EngineClient, StartReply, UpdateReply } from './client/contract';
export type { ExecutionTarget, SignalRequest, StartRecord, StartRequest, UpdateCall } from './model/request';
export type {
  ActivityCancelReason,
  ActivityControl,
  ActivityHandler,
  ActivityOutcome,
  EngineWorker,
  EngineWorkerOptions,
  WorkflowHandler,
} from './worker/contract';
export type { EngineConnection, EngineConnectionOptions } from './connection-contract';
export { EngineError, isEngineError, type EngineErrorCode } from './errors';
export { openConnection } from './connection/connection';
export { eraseDeployment } from './connection/erase-deployment';
export { openTimeSkippingServer, type TimeSkippingServer } from './connection/time-skipping';
export { isStandalone } from './model/reserved-ids';
export { checkedMaxPayloadBytes } from './connection/max-payload-bytes';
export { bytesOverLimit } from './model/payload-size';
export { fromTemporalJson, type ImportOptions } from './history/from-temporal-json';
export { HistoryImportError } from './history/history-import-error';
export { toTemporalJson } from './history/to-temporal-json';
export { replayHistory, type ReplayedHistory, type ReplayFault } from './worker/replay-history';
export { recordSpan } from './telemetry/record-span';
export {
  createMetricsRecorder,
  installMetrics,
  openTelemetryInstruments,
  registeredMeter,
  type InstrumentDefinition,
  type MakeInstrument,
  type MetricLabels,
  type WriteValue,
} from './telemetry/metrics';
