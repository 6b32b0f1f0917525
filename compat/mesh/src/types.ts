/** The public types, as HotMesh's `Types` names them. */
export type {
  CronOptions as MeshCallCronOptions,
  CronParams as MeshCallCronParams,
  ConnectParams as MeshCallConnectParams,
  ExecOptions as MeshCallExecOptions,
  ExecParams as MeshCallExecParams,
  FlushParams as MeshCallFlushParams,
  InterruptParams as MeshCallInterruptParams,
} from './call/types';
export type { RedisClassConfig as RedisConfig } from './connection/forms';
export type {
  CallOptions,
  ConnectionInput,
  ConnectOptions,
  DelOptions,
  ExecInput,
  FindJobsOptions,
  FindOptions,
  FindWhereCondition,
  FindWhereOptions,
  FindWhereQuery,
  FindWhereResult,
  FoundRow,
  GetOptions,
  HookInput,
  MeshDataWorkflowOptions,
  QuorumProfile,
  RollCallOptions,
  SetOptions,
  ThrottleOptions,
  WorkflowSearchField,
  WorkflowSearchOptions,
} from './data/types';
export type { ActivityRetryPolicy, ProxyOptions } from './flow/activities';
export type { ExportOptions, TimelineEntry, WorkflowExport as MeshFlowJobExport } from './flow/export';
export type { WorkflowState as JobOutput } from './flow/handle';
export type {
  ClientConfig,
  HookOptions,
  InterruptOptions as JobInterruptOptions,
  ResultOptions,
  WorkerConfig,
  WorkerOptions,
  WorkflowConfig,
  WorkflowContext,
  WorkflowOptions,
} from './flow/types';
export type { FieldValue } from './record/values';
