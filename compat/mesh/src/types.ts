/** The public types. HotMesh's names for those that it has too; ours for the others. */
export type {
  ConnectParams as MeshCallConnectParams,
  CronOptions as MeshCallCronOptions,
  CronParams as MeshCallCronParams,
  ExecOptions as MeshCallExecOptions,
  ExecParams as MeshCallExecParams,
  FlushParams as MeshCallFlushParams,
  InterruptParams as MeshCallInterruptParams,
} from './call/types';
export type { ConnectedFunction } from './call/function-worker';
export type { IoredisOptions, NodeRedisOptions, RedisClassConfig, RedisConfig } from './connection/forms';
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
export type { StreamErrorInit } from './errors';
export type { ActivityRetryPolicy, ProxyOptions as ActivityConfig } from './flow/activities';
export type { HandleTarget } from './flow/client';
export type { ExportOptions, TimelineEntry, WorkflowExport as MeshFlowJobExport } from './flow/export';
export type { WorkflowHandle, WorkflowState as JobOutput } from './flow/handle';
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
