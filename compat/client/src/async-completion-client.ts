import { type ActivityTarget, type CallOptions, type EngineClient, isEngineError } from '@perdure/engine';
import { type ActivitySerializationContext, type PayloadTypeInfo, ensureTemporalFailure } from '@temporalio/common';
import { filterNullAndUndefined } from '@temporalio/common/lib/internal-workflow';
import { BaseClient, type BaseClientOptions, type LoadedWithDefaults, defaultBaseClientOptions } from './base-client';
import { ActivityCancelledError, ActivityCompletionError, ActivityNotFoundError, ActivityPausedError } from './errors';
import type { WorkflowService } from './types';

export type AsyncCompletionClientOptions = BaseClientOptions;
export type LoadedAsyncCompletionClientOptions = LoadedWithDefaults<AsyncCompletionClientOptions>;

export interface AsyncCompletionOperationOptions {
  /** What converters and codecs are told, for calls by token: a token does not say whose activity it is. */
  serializationContext?: ActivitySerializationContext;
}

export interface AsyncCompletionCompleteOptions {
  typeInfo?: Pick<PayloadTypeInfo, 'outputType'>;
}

/** Names an activity of a workflow, or a standalone one without a workflow id: the latest run, unless one is given. */
export interface FullActivityId {
  workflowId?: string;
  runId?: string;
  activityId: string;
}

type Target = Uint8Array | FullActivityId;
type CompleteOptions = AsyncCompletionCompleteOptions & AsyncCompletionOperationOptions;

/**
 * Ends activities whose function threw CompleteAsyncError, from any process, by `activityInfo().taskToken` or by ids.
 * The first to end an attempt wins. ActivityNotFoundError when it is over, ActivityCompletionError otherwise.
 */
export class AsyncCompletionClient extends BaseClient {
  readonly options: LoadedAsyncCompletionClientOptions;

  constructor(options: AsyncCompletionClientOptions = {}) {
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

  /** Completes the activity with this result. */
  async complete(taskToken: Uint8Array, result: unknown, options?: CompleteOptions): Promise<void>;
  async complete(
    fullActivityId: FullActivityId,
    result: unknown,
    options?: AsyncCompletionCompleteOptions,
  ): Promise<void>;
  async complete(target: Target, result: unknown, options?: CompleteOptions): Promise<void> {
    const type = options?.typeInfo?.outputType;
    const payloads = await this.scope.coder.encodeAll(
      [result],
      'The result of the activity',
      this.contextOf(target, options),
      type && [type],
    );
    await this.send(target, (engine, to, limits) =>
      engine.completeActivity(to, payloads, this.options.identity, limits),
    );
  }

  /** Fails this attempt; the retry policy decides whether there is another one. */
  async fail(taskToken: Uint8Array, err: unknown, options?: AsyncCompletionOperationOptions): Promise<void>;
  async fail(fullActivityId: FullActivityId, err: unknown): Promise<void>;
  async fail(target: Target, err: unknown, options?: AsyncCompletionOperationOptions): Promise<void> {
    const context = this.contextOf(target, options);
    const failure = await this.scope.coder.encodeError(ensureTemporalFailure(err), context);
    await this.send(target, (engine, to, limits) => engine.failActivity(to, failure, this.options.identity, limits));
  }

  /** Says that the activity followed a request to cancel it. */
  async reportCancellation(
    taskToken: Uint8Array,
    details?: unknown,
    options?: AsyncCompletionOperationOptions,
  ): Promise<void>;
  async reportCancellation(fullActivityId: FullActivityId, details?: unknown): Promise<void>;
  async reportCancellation(
    target: Target,
    details?: unknown,
    options?: AsyncCompletionOperationOptions,
  ): Promise<void> {
    const payloads = await this.details(target, details, options);
    await this.send(target, (engine, to, limits) => engine.cancelActivity(to, payloads, this.options.identity, limits));
  }

  /**
   * Says that the activity is alive. ActivityCancelledError when somebody asked to cancel it, ActivityPausedError to pause.
   */
  async heartbeat(taskToken: Uint8Array, details?: unknown, options?: AsyncCompletionOperationOptions): Promise<void>;
  async heartbeat(fullActivityId: FullActivityId, details?: unknown): Promise<void>;
  async heartbeat(target: Target, details?: unknown, options?: AsyncCompletionOperationOptions): Promise<void> {
    const payloads = await this.details(target, details, options);
    const { cancelRequested, pauseRequested } = await this.send(target, (engine, to, limits) =>
      engine.heartbeatActivity(to, payloads, limits),
    );
    if (cancelRequested) throw new ActivityCancelledError('cancelled');
    if (pauseRequested) throw new ActivityPausedError('paused');
  }

  private details(target: Target, details: unknown, options: AsyncCompletionOperationOptions | undefined) {
    return this.scope.coder.encodeAll([details], 'The details', this.contextOf(target, options));
  }

  private contextOf(
    target: Target,
    options: AsyncCompletionOperationOptions | undefined,
  ): ActivitySerializationContext | undefined {
    if (target instanceof Uint8Array) return options?.serializationContext;
    const { workflowId, activityId } = target;
    return { type: 'activity', namespace: this.options.namespace, workflowId, activityId, isLocal: false };
  }

  private async send<R>(
    target: Target,
    call: (engine: EngineClient, target: ActivityTarget, limits: CallOptions | undefined) => Promise<R>,
  ): Promise<R> {
    const to = engineTarget(target);
    try {
      return await call(await this.scope.engine(), to, this.scope.callOptions());
    } catch (error) {
      if (isEngineError(error, 'NOT_FOUND')) throw new ActivityNotFoundError('Not found');
      throw new ActivityCompletionError(error instanceof Error ? error.message : 'Unexpected failure');
    }
  }
}

/** Task tokens are the engine's text as UTF-8 bytes. */
function engineTarget(target: Target): ActivityTarget {
  if (target instanceof Uint8Array) return { taskToken: Buffer.from(target).toString('utf8') };
  const { workflowId, runId, activityId } = target;
  return { workflowId, runId, activityId };
}
