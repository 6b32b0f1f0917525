import { hostname } from 'node:os';
import type { CallOptions, EngineClient } from '@perdure/engine';
import type { DataConverter, LoadedDataConverter } from '@temporalio/common';
import {
  isLoadedDataConverter,
  loadDataConverter,
} from '@temporalio/common/lib/internal-non-workflow/data-converter-helpers';
import { type ConnectionBridge, bridgeOf, callOptions } from './connect/bridge';
import { Connection } from './connection';
import { Coder } from './data/coder';
import { NotSupportedError } from './errors';
import type { ConnectionLike, Metadata } from './types';

export interface BaseClientOptions {
  /** Paths of payload and failure converter modules, and payload codecs. Default: JSON, no codecs. */
  dataConverter?: DataConverter;
  /** Who made the calls; written into histories. Default `<pid>@<host name>`. */
  identity?: string;
  /** Default: a lazy connection to `PERDURE_REDIS_URL`, else localhost:6379. */
  connection?: ConnectionLike;
  /** Executions of different namespaces do not see each other. Default "default". */
  namespace?: string;
}

export type WithDefaults<Options extends BaseClientOptions> = Required<Omit<Options, 'connection'>> &
  Pick<Options, 'connection'>;

export type LoadedWithDefaults<Options extends BaseClientOptions> = WithDefaults<Options> & {
  loadedDataConverter: LoadedDataConverter;
};

export function defaultBaseClientOptions(): WithDefaults<BaseClientOptions> {
  return {
    dataConverter: {},
    identity: `${process.pid}@${hostname()}`,
    namespace: 'default',
  };
}

/** What a single call needs of the client it is made through. */
export interface CallScope {
  readonly namespace: string;
  readonly identity: string;
  readonly coder: Coder;
  readonly supportsEagerStart: boolean;
  engine(): EngineClient | Promise<EngineClient>;
  /** Deadline and abort signal around the current call. */
  callOptions(): CallOptions | undefined;
}

/** What all clients share: connection, data converter, call contexts. Clients are cheap, connections are not. */
export class BaseClient {
  readonly connection: ConnectionLike;
  /** For the parts of this package; not part of Temporal's surface. */
  protected readonly scope: CallScope;
  private readonly loadedDataConverter: LoadedDataConverter;

  protected constructor(options: BaseClientOptions = {}) {
    this.connection = options.connection ?? Connection.lazy();
    this.loadedDataConverter = loadConverter(options.dataConverter ?? {});
    const defaults = defaultBaseClientOptions();
    this.scope = callScope(
      options.namespace ?? defaults.namespace,
      options.identity ?? defaults.identity,
      new Coder(this.loadedDataConverter, () => bridgeOf(this.connection).maxPayloadBytes),
      this.connection,
    );
  }

  /** See `Connection.withDeadline`. */
  async withDeadline<R>(deadline: number | Date, fn: () => Promise<R>): Promise<R> {
    return this.connection.withDeadline(deadline, fn);
  }

  /** See `Connection.withAbortSignal`. */
  async withAbortSignal<R>(abortSignal: AbortSignal, fn: () => Promise<R>): Promise<R> {
    return this.connection.withAbortSignal(abortSignal, fn);
  }

  /** See `Connection.withMetadata`. */
  async withMetadata<R>(metadata: Metadata, fn: () => Promise<R>): Promise<R> {
    return this.connection.withMetadata(metadata, fn);
  }

  protected get dataConverter(): LoadedDataConverter {
    return this.loadedDataConverter;
  }
}

function callScope(namespace: string, identity: string, coder: Coder, connection: ConnectionLike): CallScope {
  let bridge: ConnectionBridge | undefined;
  const behind = (): ConnectionBridge => (bridge ??= bridgeOf(connection));
  return {
    namespace,
    identity,
    coder,
    get supportsEagerStart() {
      return behind().supportsEagerStart;
    },
    engine: () => behind().client(namespace),
    callOptions: () => callOptions(behind().callContext()),
  };
}

function loadConverter(given: DataConverter | LoadedDataConverter): LoadedDataConverter {
  if (given.externalStorage !== undefined) {
    throw new NotSupportedError(
      'dataConverter.externalStorage',
      'offload large payloads in a payload codec, which sees every payload before it is stored.',
    );
  }
  return isLoadedDataConverter(given) ? given : loadDataConverter(given);
}
