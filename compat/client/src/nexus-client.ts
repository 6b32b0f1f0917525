import { filterNullAndUndefined } from '@temporalio/common/lib/internal-workflow';
import { SymbolBasedInstanceOfError } from '@temporalio/common/lib/type-helpers';
import { BaseClient, type BaseClientOptions, type LoadedWithDefaults, defaultBaseClientOptions } from './base-client';
import { NotSupportedError } from './errors';
import type { NexusClientInterceptor } from './interceptors';
import type {
  DescribeNexusOperationOptions,
  GetNexusOperationHandleOptions,
  ListNexusOperationsOptions,
  NexusOperationExecution,
  NexusOperationExecutionCount,
  NexusOperationExecutionDescription,
  StartNexusOperationOptions,
} from './nexus-types';

export interface NexusClientOptions extends BaseClientOptions {
  interceptors?: NexusClientInterceptor[];
}
export type LoadedNexusClientOptions = LoadedWithDefaults<NexusClientOptions>;

export interface NexusOperationHandle<O = unknown> {
  readonly operationId: string;
  readonly runId?: string;
  readonly client: NexusClient;
  result(): Promise<O>;
  describe(options?: DescribeNexusOperationOptions): Promise<NexusOperationExecutionDescription>;
  cancel(reason?: string): Promise<void>;
  terminate(reason?: string): Promise<void>;
}

/** Service definitions are those of nexus-rpc; nothing here looks into them. */
export interface NexusServiceClient<T = unknown> {
  readonly endpoint: string;
  readonly service: T;
  startOperation<O = unknown>(
    operation: unknown,
    input: unknown,
    options: StartNexusOperationOptions,
  ): Promise<NexusOperationHandle<O>>;
  executeOperation<O = unknown>(operation: unknown, input: unknown, options: StartNexusOperationOptions): Promise<O>;
}

/** Nexus is not supported: every method throws NotSupportedError. */
export class NexusClient extends BaseClient {
  readonly options: LoadedNexusClientOptions;

  constructor(options: NexusClientOptions = {}) {
    super(options);
    this.options = {
      ...defaultBaseClientOptions(),
      interceptors: [],
      ...filterNullAndUndefined(options),
      loadedDataConverter: this.dataConverter,
    };
  }

  createServiceClient<T>(_options: { endpoint: string; service: T }): NexusServiceClient<T> {
    throw noNexus('createServiceClient');
  }

  getHandle<O>(_operationId: string, _options?: GetNexusOperationHandleOptions): NexusOperationHandle<O> {
    throw noNexus('getHandle');
  }

  list(_options?: ListNexusOperationsOptions): AsyncIterable<NexusOperationExecution> {
    throw noNexus('list');
  }

  async count(_query?: string): Promise<NexusOperationExecutionCount> {
    throw noNexus('count');
  }
}

function noNexus(method: string): NotSupportedError {
  return new NotSupportedError(
    `client.nexus.${method}()`,
    'there are no Nexus endpoints. Start a workflow of the other team on its task queue, or call it from an activity.',
  );
}

/** A Nexus operation ended without a result. */
export class NexusOperationFailureError extends Error {
  override readonly cause: Error;

  constructor(message: string, cause: Error) {
    super(message);
    this.cause = cause;
  }
}

/** An operation of this id exists. */
export class NexusOperationAlreadyStartedError extends Error {
  readonly operationId: string;
  readonly runId?: string | undefined;

  constructor(operationId: string, runId?: string) {
    super(`Nexus operation already started: ${nameOf(operationId, runId)}`);
    this.operationId = operationId;
    this.runId = runId;
  }
}

/** There is no operation of this id. */
export class NexusOperationNotFoundError extends Error {
  readonly operationId: string;
  readonly runId?: string | undefined;

  constructor(operationId: string, runId?: string) {
    super(`Nexus operation not found: ${nameOf(operationId, runId)}`);
    this.operationId = operationId;
    this.runId = runId;
  }
}

function nameOf(operationId: string, runId: string | undefined): string {
  return `operationId=${operationId}${runId ? ` runId=${runId}` : ''}`;
}

SymbolBasedInstanceOfError('NexusOperationFailureError')(NexusOperationFailureError);
SymbolBasedInstanceOfError('NexusOperationAlreadyStartedError')(NexusOperationAlreadyStartedError);
SymbolBasedInstanceOfError('NexusOperationNotFoundError')(NexusOperationNotFoundError);
