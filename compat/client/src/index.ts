/**
 * The client: the counterpart of `@temporalio/client`. Same names, same behaviour; it talks to Redis.
 */
export {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  defaultPayloadConverter,
  ServerFailure,
  TemporalFailure,
  TerminatedFailure,
  TimeoutFailure,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/common';
export type { DataConverter, ProtoFailure, RetryPolicy } from '@temporalio/common';
export type { TLSConfig } from '@temporalio/common/lib/internal-non-workflow';
export * from '@temporalio/common/lib/errors';
export * from '@temporalio/common/lib/interfaces';
export * from '@temporalio/common/lib/workflow-handle';
export * from './async-completion-client';
export * from './activity-client';
export { Client, type ClientOptions, type ClientPlugin, type LoadedClientOptions } from './client';
export {
  Connection,
  LOCAL_TARGET,
  type ConnectionOptions,
  type ConnectionOptionsWithDefaults,
  type ConnectionPlugin,
} from './connection';
export * from './errors';
export * from './grpc-retry';
export type * from './interceptors';
export * from './types';
export * from './workflow-client';
export * from './workflow-options';
export * from './schedule-types';
export * from './schedule-client';
export * from './task-queue-client';
export * from './nexus-types';
export * from './nexus-client';
export { WorkflowUpdateStage } from './workflow-update-stage';
export type * from './build-id-types';
