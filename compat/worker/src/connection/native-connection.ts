import type { AsyncLocalStorage } from 'node:async_hooks';
import { IllegalStateError } from '@temporalio/common';
import { connectionBridge, NamespaceClients, type ConnectionBridge } from '@perdure/client/lib/connect/bridge';
import { connectError } from '@perdure/client/lib/connect/connect-error';
import { maxPayloadBytesOf } from '@perdure/client/lib/connect/max-payload-bytes';
import { redisTarget, refuseApiKey } from '@perdure/client/lib/connect/redis-target';
import { unavailableService } from '@perdure/client/lib/service/unavailable';
import { openConnection, type EngineConnection } from '@perdure/engine';
import type { CallContext, ConnectionLike, HealthService, Metadata } from '../client-types';
import { TransportError } from '../errors';
import { CONNECTION_OPTIONS_WITHOUT_MEANING, warnAboutOptionsWithoutMeaning } from '../options/without-meaning';
import { Runtime } from '../runtime/runtime';
import { CallContextStorage } from './call-context';
import type { NativeConnectionOptions } from './connection-options';

/**
 * Changes the options of connections.
 * @experimental
 */
export interface NativeConnectionPlugin {
  get name(): string;
  configureNativeConnection?(options: NativeConnectionOptions): NativeConnectionOptions;
}

const OWNER = 'NativeConnectionOptions';

/** The connection of workers. Clients may use it too. */
export class NativeConnection implements ConnectionLike {
  readonly plugins: NativeConnectionPlugin[];
  /** Calls on it throw: there is no gRPC server. */
  readonly workflowService = unavailableService('workflowService') as ConnectionLike['workflowService'];
  /** Calls on it throw. */
  readonly operatorService = unavailableService('operatorService') as ConnectionLike['operatorService'];
  /** Calls on it throw. */
  readonly healthService = unavailableService('healthService') as HealthService;
  /** There is none. */
  readonly testService = undefined;
  /** @internal What is behind it. */
  readonly engine: EngineConnection;
  /** Deadline, metadata and abort signal of calls made inside `withDeadline` and its like. */
  readonly callContextStorage: AsyncLocalStorage<CallContext> = new CallContextStorage(this);
  /** @internal What clients reach it through. */
  readonly [connectionBridge]: ConnectionBridge;
  readonly #runtime: Runtime;
  readonly #workers = new Set<object>();

  protected constructor(runtime: Runtime, engine: EngineConnection, plugins: NativeConnectionPlugin[]) {
    this.#runtime = runtime;
    this.engine = engine;
    this.plugins = plugins;
    const clients = new NamespaceClients((namespace) => engine.client(namespace));
    this[connectionBridge] = {
      engine,
      maxPayloadBytes: engine.maxPayloadBytes,
      callContext: () => this.callContextStorage.getStore(),
      supportsEagerStart: true,
      client: (namespace) => clients.get(namespace),
    };
  }

  /**
   * Opens a connection and checks what is at the other end. Rejects with a `TransportError` when it cannot be
   * reached, or is not fit: the message says what to change.
   */
  static async connect(options: NativeConnectionOptions = {}): Promise<NativeConnection> {
    for (const plugin of options.plugins ?? []) {
      options = plugin.configureNativeConnection?.(options) ?? options;
    }
    const redis = redisTarget(options);
    const maxPayloadBytes = maxPayloadBytesOf(options.maxPayloadBytes);
    const runtime = Runtime.instance();
    warnAboutOptionsWithoutMeaning(OWNER, options, CONNECTION_OPTIONS_WITHOUT_MEANING, runtime.logger);
    const engine = openConnection({
      redis,
      prefix: options.prefix,
      shards: options.shards,
      maxPayloadBytes,
      onWarning: (message) => runtime.logger.warn(message),
    });
    const connection = new this(runtime, engine, options.plugins ?? []);
    runtime.hold(connection);
    try {
      await engine.ensureConnected();
    } catch (error) {
      await connection.close();
      const reason = connectError(error, engine.address);
      throw new TransportError(reason.message, { cause: reason });
    }
    return connection;
  }

  /** @deprecated Use {@link connect}. */
  static async create(options?: NativeConnectionOptions): Promise<NativeConnection> {
    return this.connect(options);
  }

  /** Resolves when the connection stands; it does from the beginning. */
  async ensureConnected(): Promise<void> {
    await this.engine.ensureConnected();
  }

  /** Calls made inside `fn` end at `deadline`. */
  async withDeadline<R>(deadline: number | Date, fn: () => Promise<R>): Promise<R> {
    return await this.#withContext({ deadline }, fn);
  }

  /** Calls made inside `fn` carry this metadata; interceptors see it, Redis does not. */
  async withMetadata<R>(metadata: Metadata, fn: () => Promise<R>): Promise<R> {
    const outer = this.callContextStorage.getStore()?.metadata;
    return await this.#withContext({ metadata: { ...outer, ...metadata } }, fn);
  }

  /** Calls made inside `fn` end when the signal aborts. */
  async withAbortSignal<R>(abortSignal: AbortSignal, fn: () => Promise<R>): Promise<R> {
    return await this.#withContext({ abortSignal }, fn);
  }

  /** Has no effect: Redis commands carry no headers. */
  async setMetadata(metadata: Metadata): Promise<void> {
    const { logger } = this.#runtime;
    warnAboutOptionsWithoutMeaning(OWNER, { metadata }, CONNECTION_OPTIONS_WITHOUT_MEANING, logger);
  }

  /** Throws `NotSupportedError`: Redis has users and passwords, given in the address. */
  async setApiKey(apiKey: string): Promise<void> {
    refuseApiKey(apiKey);
  }

  /** Closes it. Throws `IllegalStateError` while workers use it. */
  async close(): Promise<void> {
    if (this.#workers.size > 0) {
      throw new IllegalStateError('Cannot close connection while Workers hold a reference to it');
    }
    await this.engine.close();
    await this.#runtime.release(this);
  }

  /** @internal A worker uses it. */
  hold(worker: object): void {
    this.#workers.add(worker);
  }

  /** @internal */
  letGo(worker: object): void {
    this.#workers.delete(worker);
  }

  /** @internal Workers that use it. */
  get usedBy(): readonly object[] {
    return [...this.#workers];
  }

  #withContext<R>(part: CallContext, fn: () => Promise<R>): Promise<R> {
    return this.callContextStorage.run({ ...this.callContextStorage.getStore(), ...part }, fn);
  }
}
