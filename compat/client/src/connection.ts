import { AsyncLocalStorage } from 'node:async_hooks';
import { type EngineClient, type EngineConnection, openConnection } from '@perdure/engine';
import type { TLSConfig } from '@temporalio/common/lib/internal-non-workflow';
import { filterNullAndUndefined } from '@temporalio/common/lib/internal-workflow';
import { type Duration, msOptionalToNumber } from '@temporalio/common/lib/time';
import { type ConnectionBridge, NamespaceClients, connectionBridge } from './connect/bridge';
import { connectError } from './connect/connect-error';
import { maxPayloadBytesOf } from './connect/max-payload-bytes';
import { warnOptions } from './connect/options-without-meaning';
import { redisTarget, refuseApiKey } from './connect/redis-target';
import { unavailableService } from './service/unavailable';
import type { CallContext, HealthService, Metadata, OperatorService, TestService, WorkflowService } from './types';

/** Temporal's default address. Kept for imports; nothing here connects to it. */
export const LOCAL_TARGET = 'localhost:7233';

const DEFAULT_CONNECT_TIMEOUT_MS = 10_000;

/** How to reach Redis. Nothing given: `PERDURE_REDIS_URL`, else localhost:6379. */
export interface ConnectionOptions {
  /**
   * `host:port` (port 6379 when left out), `redis://...`, `rediss://...`, `redis+cluster://host:port,host:port`,
   * `redis+sentinel://host:port,host:port/mymaster`, or `memory://<name>` for the embedded store.
   */
  address?: string;
  /**
   * Our own: ioredis options (Sentinel included), `{ nodes, options }` for Redis Cluster, or an existing ioredis `Redis`
   * or `Cluster`, which is never closed by us. Instead of `address`.
   */
  redis?: unknown;
  /** `true`, or certificates: becomes ioredis' `tls`. Default: off, unless the URL says rediss://. */
  tls?: TLSConfig | boolean | null;
  /** Refused with an error: Redis has no API keys, the URL carries user name and password. */
  apiKey?: string | (() => string);
  /** Time for the first connection. Default 10 seconds. */
  connectTimeout?: Duration;
  /** Our own: first part of every key in Redis; separates deployments on one Redis. Default "perdure". */
  prefix?: string;
  /**
   * Our own, for Redis Cluster: how many shards a namespace gets when it is first used. Default 1: all of it on one node.
   * Fixed from then on; another number is refused.
   */
  shards?: number;
  /**
   * Our own: largest payload, and largest sum of the payloads of one call, in bytes. Default 2 MiB, at most 64 MiB; give
   * the connections of workers the same.
   */
  maxPayloadBytes?: number;
  plugins?: ConnectionPlugin[];
  /** Has no meaning here and is warned about. */
  metadata?: Metadata;
  /** Has no meaning here and is warned about. */
  credentials?: unknown;
  /** Has no meaning here and is warned about. */
  callCredentials?: unknown[];
  /** Has no meaning here and is warned about. */
  channelArgs?: Record<string, unknown>;
  /** Has no meaning here and is warned about. */
  interceptors?: unknown[];
}

/** Options of a connection with their defaults. */
export type ConnectionOptionsWithDefaults = Omit<ConnectionOptions, DefaultedOptions | 'connectTimeout'> &
  Required<Pick<ConnectionOptions, DefaultedOptions>> & { connectTimeoutMs: number };

type DefaultedOptions =
  'address' | 'channelArgs' | 'credentials' | 'interceptors' | 'maxPayloadBytes' | 'metadata' | 'plugins';

const WITHOUT_MEANING = { credentials: undefined, channelArgs: {}, interceptors: [], metadata: {} };

/** Changes the options of a connection before it is made. */
export interface ConnectionPlugin {
  get name(): string;
  configureConnection?(options: ConnectionOptions): ConnectionOptions;
}

/**
 * The way to Redis. Expensive to make, meant to be shared by clients and workers, and to be closed by whoever made it.
 */
export class Connection {
  readonly options: ConnectionOptionsWithDefaults;
  readonly plugins: ConnectionPlugin[];
  /** Throws ServiceNotAvailableError at the first call: there is no gRPC service here. */
  readonly workflowService = unavailableService('workflowService') as WorkflowService;
  /** Throws ServiceNotAvailableError at the first call. */
  readonly operatorService = unavailableService('operatorService') as OperatorService;
  /** Throws ServiceNotAvailableError at the first call. */
  readonly testService = unavailableService('testService') as TestService | undefined;
  /** Throws ServiceNotAvailableError at the first call. */
  readonly healthService = unavailableService('healthService') as HealthService;
  readonly callContextStorage = new AsyncLocalStorage<CallContext>();
  readonly [connectionBridge]: ConnectionBridge;
  private readonly redis: unknown;
  private readonly clients = new NamespaceClients((namespace) => this.openClient(namespace));
  private opened: EngineConnection | undefined;
  private connecting: Promise<void> | undefined;

  /** Checks the options and connects. ServiceError when Redis cannot be reached or used; the message says what to do. */
  static async connect(options?: ConnectionOptions): Promise<Connection> {
    const connection = this.lazy(options);
    await connection.ensureConnected();
    return connection;
  }

  /** Checks the options only; the first call connects. */
  static lazy(options: ConnectionOptions = {}): Connection {
    return new this(
      (options.plugins ?? []).reduce((current, plugin) => plugin.configureConnection?.(current) ?? current, options),
    );
  }

  protected constructor(options: ConnectionOptions) {
    const { connectTimeout, plugins, ...rest } = filterNullAndUndefined(options);
    warnOptions('ConnectionOptions', rest);
    this.redis = redisTarget(rest);
    this.plugins = plugins ?? [];
    this.options = {
      ...WITHOUT_MEANING,
      ...rest,
      connectTimeoutMs: msOptionalToNumber(connectTimeout) ?? DEFAULT_CONNECT_TIMEOUT_MS,
      maxPayloadBytes: maxPayloadBytesOf(rest.maxPayloadBytes),
      plugins: this.plugins,
      address: rest.address ?? '',
    };
    if (rest.address === undefined) this.showAddress();
    this[connectionBridge] = this.bridge();
  }

  /** Connects unless connected; called by `connect`. A failure is not kept: the next call tries again. */
  async ensureConnected(): Promise<void> {
    this.connecting ??= this.engine()
      .ensureConnected()
      .catch((error: unknown) => {
        this.connecting = undefined;
        throw connectError(error, this.engine().address);
      });
    return this.connecting;
  }

  /**
   * Every call made inside `fn` fails with a deadline error (`isGrpcDeadlineError`) after this point in time, given in
   * milliseconds since the epoch or as a date. Without one a wait for a result lasts as long as the workflow.
   */
  async withDeadline<R>(deadline: number | Date, fn: () => Promise<R>): Promise<R> {
    return this.within({ deadline }, fn);
  }

  /** Every call made inside `fn` fails (`isGrpcCancelledError`) when the signal aborts. */
  async withAbortSignal<R>(abortSignal: AbortSignal, fn: () => Promise<R>): Promise<R> {
    return this.within({ abortSignal }, fn);
  }

  /** Runs `fn`. Metadata are gRPC headers and go nowhere. */
  async withMetadata<R>(metadata: Metadata, fn: () => Promise<R>): Promise<R> {
    const outer = this.callContextStorage.getStore()?.metadata;
    return this.within({ metadata: { ...outer, ...metadata } }, fn);
  }

  /** Throws NotSupportedError: Redis has no API keys. */
  async withApiKey<R>(apiKey: string, fn: () => Promise<R>): Promise<R> {
    refuseApiKey(apiKey);
    return fn();
  }

  /** Throws NotSupportedError: Redis has no API keys. */
  setApiKey(apiKey: string | (() => string)): void {
    refuseApiKey(apiKey);
  }

  /** Ends every wait that goes through this connection and closes what it opened. */
  async close(): Promise<void> {
    this.clients.clear();
    await this.opened?.close();
    this.callContextStorage.disable();
  }

  /** What no address comes down to. Copies of the options do not have it: they may have `redis`. */
  private showAddress(): void {
    Object.defineProperty(this.options, 'address', { get: () => this.engine().address, enumerable: false });
  }

  private within<R>(context: CallContext, fn: () => Promise<R>): Promise<R> {
    return this.callContextStorage.run({ ...this.callContextStorage.getStore(), ...context }, fn);
  }

  private engine(): EngineConnection {
    return (this.opened ??= openConnection({
      ...(this.redis !== undefined && { redis: this.redis }),
      ...(this.options.prefix !== undefined && { prefix: this.options.prefix }),
      ...(this.options.shards !== undefined && { shards: this.options.shards }),
      connectTimeoutMs: this.options.connectTimeoutMs,
      maxPayloadBytes: this.options.maxPayloadBytes,
      onWarning: (message) => process.emitWarning(message, 'PerdureWarning'),
    }));
  }

  private async openClient(namespace: string): Promise<EngineClient> {
    await this.ensureConnected();
    return this.engine().client(namespace);
  }

  private bridge(): ConnectionBridge {
    const engine = () => this.engine();
    return {
      get engine() {
        return engine();
      },
      maxPayloadBytes: this.options.maxPayloadBytes,
      callContext: () => this.callContextStorage.getStore(),
      supportsEagerStart: false,
      client: (namespace) => this.clients.get(namespace),
    };
  }
}
