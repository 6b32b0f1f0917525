import { filterNullAndUndefined } from '@temporalio/common/lib/internal-workflow';
import { type RequireAtLeastOne, SymbolBasedInstanceOfError } from '@temporalio/common/lib/type-helpers';
import { BaseClient, type BaseClientOptions, type LoadedWithDefaults, defaultBaseClientOptions } from './base-client';
import type { BuildIdOperation, WorkerBuildIdVersionSets } from './build-id-types';
import { NotSupportedError } from './errors';
import { protoEnum } from './proto-enum';
import type { WorkflowService } from './types';

export type TaskQueueClientOptions = BaseClientOptions;
export type LoadedTaskQueueClientOptions = LoadedWithDefaults<TaskQueueClientOptions>;

/** Stands for workers without a build id. */
export const UnversionedBuildId: unique symbol = Symbol.for('__temporal_unversionedBuildId') as never;
export type UnversionedBuildIdType = typeof UnversionedBuildId;

/** Build-id versioning is a feature of the Temporal server: every method throws NotSupportedError. */
export class TaskQueueClient extends BaseClient {
  readonly options: LoadedTaskQueueClientOptions;

  constructor(options: TaskQueueClientOptions = {}) {
    super(options);
    this.options = {
      ...defaultBaseClientOptions(),
      ...filterNullAndUndefined(options),
      loadedDataConverter: this.dataConverter,
    };
  }

  /** Throws ServiceNotAvailableError when one of its methods is called. */
  get workflowService(): WorkflowService {
    return this.connection.workflowService;
  }

  async updateBuildIdCompatibility(_taskQueue: string, _operation: BuildIdOperation): Promise<void> {
    throw serverOnly('client.taskQueue.updateBuildIdCompatibility()');
  }

  async getBuildIdCompatability(_taskQueue: string): Promise<WorkerBuildIdVersionSets | undefined> {
    throw serverOnly('client.taskQueue.getBuildIdCompatability()');
  }

  async getReachability(_options: ReachabilityOptions): Promise<ReachabilityResponse> {
    throw serverOnly('client.taskQueue.getReachability()');
  }
}

function serverOnly(feature: string): NotSupportedError {
  return new NotSupportedError(
    feature,
    'build-id versioning belongs to the Temporal server. Use patched() in workflow code, or a task queue for each version.',
  );
}

export type ReachabilityOptions = RequireAtLeastOne<BaseReachabilityOptions, 'buildIds' | 'taskQueues'>;

export const ReachabilityType = {
  NEW_WORKFLOWS: 'NEW_WORKFLOWS',
  EXISTING_WORKFLOWS: 'EXISTING_WORKFLOWS',
  OPEN_WORKFLOWS: 'OPEN_WORKFLOWS',
  CLOSED_WORKFLOWS: 'CLOSED_WORKFLOWS',
} as const;
export type ReachabilityType = (typeof ReachabilityType)[keyof typeof ReachabilityType];

export const [encodeTaskReachability, decodeTaskReachability] = protoEnum('TASK_REACHABILITY_', {
  NEW_WORKFLOWS: 1,
  EXISTING_WORKFLOWS: 2,
  OPEN_WORKFLOWS: 3,
  CLOSED_WORKFLOWS: 4,
});

export interface BaseReachabilityOptions {
  buildIds: (string | UnversionedBuildIdType)[];
  taskQueues?: string[];
  reachability?: ReachabilityType;
}

export interface ReachabilityResponse {
  buildIdReachability: Record<string | UnversionedBuildIdType, BuildIdReachability>;
}
export type ReachabilityTypeResponse = ReachabilityType | 'NOT_FETCHED';
export interface BuildIdReachability {
  taskQueueReachability: Record<string, ReachabilityTypeResponse[]>;
}

/** Throws NotSupportedError: there are no such responses here. */
export function reachabilityResponseFromProto(_response: unknown): ReachabilityResponse {
  throw serverOnly('reachabilityResponseFromProto()');
}

/** A build id is not known. */
export class BuildIdNotFoundError extends Error {}

SymbolBasedInstanceOfError('BuildIdNotFoundError')(BuildIdNotFoundError);
