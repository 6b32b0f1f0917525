import { asyncLocalStorage } from '@perdure/activity';
import {
  type AsyncCompletionClient,
  Client,
  type ClientPlugin,
  Connection,
  type ConnectionPlugin,
  NotSupportedError,
  type WorkflowClient,
} from '@perdure/client';
import { NativeConnection, type NativeConnectionPlugin, Runtime } from '@perdure/worker';
import type { Duration } from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time';
import { type ClientOptionsForTestEnv, TimeSkippingClient } from './client';
import { endWorkers } from './end-workers';
import type { DevServerConfig, TimeSkippingServerConfig } from './ephemeral-server';
import { warnServerOptions } from './options-without-meaning';
import {
  existingPlace,
  type ExistingServerConnectionOptions,
  localPlace,
  type Place,
  timeSkippingPlace,
} from './places';
import { testServiceOf } from './test-service';

export type { ExistingServerConnectionOptions } from './places';

type Plugins = (ClientPlugin | ConnectionPlugin | NativeConnectionPlugin)[];

interface CommonOptions {
  /** Of `client`; connection and namespace are the environment's. */
  client?: ClientOptionsForTestEnv;
  /** For the connections, and through them for clients and workers that use them. */
  plugins?: Plugins;
}

/** Options of {@link TestWorkflowEnvironment.createLocal}. */
export interface LocalTestWorkflowEnvironmentOptions extends CommonOptions {
  server?: Omit<DevServerConfig, 'type'>;
}

/** Options of {@link TestWorkflowEnvironment.createTimeSkipping}. */
export interface TimeSkippingTestWorkflowEnvironmentOptions extends CommonOptions {
  server?: Omit<TimeSkippingServerConfig, 'type'>;
}

/** Options of {@link TestWorkflowEnvironment.createFromExistingServer}. */
export interface ExistingServerTestWorkflowEnvironmentOptions extends CommonOptions {
  /** As that of connections. Default `PERDURE_REDIS_URL`, else redis://localhost:6379. */
  address?: string;
  /** Default "default". */
  namespace?: string;
  connectionOptions?: ExistingServerConnectionOptions;
}

/** What the original answers for an endpoint; there are none here. */
export interface NexusEndpointIdentifier {
  id: string;
  version: any;
  raw: any;
}

type ServerConfig = DevServerConfig | TimeSkippingServerConfig | { type: 'existing' };

/** What an environment was made with, defaults filled in. `plugins` are those of its connections, not listed again. */
interface Options extends Required<CommonOptions> {
  server: ServerConfig;
}

/** What tests run workflows in: connections, a client, and the time. */
export class TestWorkflowEnvironment {
  /** Undefined: that of clients and workers that are given none ("default"). */
  readonly namespace?: string;
  readonly connection: Connection;
  /** In a time-skipping environment, waiting for a result skips time. */
  readonly client: Client;
  /** @deprecated Use `client.activity`. */
  readonly asyncCompletionClient: AsyncCompletionClient;
  /** @deprecated Use `client.workflow`. */
  readonly workflowClient: WorkflowClient;
  /** For workers. */
  readonly nativeConnection: NativeConnection;
  readonly options: Options;
  readonly supportsTimeSkipping: boolean;
  /** With `connectionOptions`: where another connection finds the same executions. */
  readonly address: string;
  readonly connectionOptions: ExistingServerConnectionOptions;
  readonly #place: Place;
  #ended: Promise<void> | undefined;

  protected constructor(options: Options, place: Place, parts: Parts) {
    this.options = options;
    this.#place = place;
    this.namespace = parts.namespace;
    this.connection = parts.connection;
    this.nativeConnection = parts.nativeConnection;
    this.address = place.address ?? process.env['PERDURE_REDIS_URL'] ?? parts.nativeConnection.engine.address;
    this.connectionOptions = place.connectionOptions;
    this.supportsTimeSkipping = place.server !== undefined;
    const clientOptions = {
      connection: this.connection,
      namespace: this.namespace,
      plugins: options.plugins as ClientPlugin[],
      ...options.client,
    };
    this.client = this.supportsTimeSkipping ? new TimeSkippingClient(clientOptions) : new Client(clientOptions);
    this.asyncCompletionClient = this.client.activity;
    this.workflowClient = this.client.workflow;
  }

  /**
   * An environment in this process whose time is skipped: while a result is awaited or somebody is in {@link sleep},
   * and there is nothing to do but to wait, it jumps to the next thing that is due. Otherwise it passes as real time
   * does. Nothing is downloaded or started. Make as many as you like; each has its own executions and its own time.
   */
  static async createTimeSkipping(
    options: TimeSkippingTestWorkflowEnvironmentOptions = {},
  ): Promise<TestWorkflowEnvironment> {
    const server = { type: 'time-skipping' as const, ...options.server };
    warnServerOptions(server);
    return await this.create(server, options, await timeSkippingPlace());
  }

  /**
   * An environment in real time: on the Redis of `PERDURE_REDIS_URL`, apart from everything else there and removed by
   * {@link teardown}; without that variable, in this process.
   */
  static async createLocal(options: LocalTestWorkflowEnvironmentOptions = {}): Promise<TestWorkflowEnvironment> {
    const server = { type: 'dev-server' as const, ...options.server };
    warnServerOptions(server);
    return await this.create(server, options, localPlace(), options.server?.namespace);
  }

  /** An environment on a Redis that is there, with what is in it. {@link teardown} removes nothing. */
  static async createFromExistingServer(
    options: ExistingServerTestWorkflowEnvironmentOptions = {},
  ): Promise<TestWorkflowEnvironment> {
    const place = existingPlace(options.address, options.connectionOptions);
    return await this.create({ type: 'existing' }, options, place, options.namespace ?? 'default');
  }

  private static async create(
    server: ServerConfig,
    { client = {}, plugins = [] }: CommonOptions,
    place: Place,
    namespace?: string,
  ): Promise<TestWorkflowEnvironment> {
    const connections = await connect(place, plugins).catch(async (error: unknown) => {
      await place.remove().catch(() => undefined);
      throw error;
    });
    return new this({ server, client, plugins: [] }, place, { ...connections, namespace });
  }

  /**
   * Closes the connections and removes what was made for this environment. Workers that still run are shut down, and
   * an error is logged: shut them down and await their `run()` before.
   */
  teardown(): Promise<void> {
    return (this.#ended ??= this.#tearDown());
  }

  /**
   * Waits for so long in the environment's time; a number is milliseconds. Time is skipped meanwhile. Called by an activity, time
   * is skipped only if somebody awaits a result, or sleeps, elsewhere: the activity does not hold it up any more.
   */
  sleep = async (durationMs: Duration): Promise<void> => {
    const ms = msToNumber(durationMs);
    const { server } = this.#place;
    if (server) await server.sleep(ms, runningActivity());
    else await new Promise((resolve) => setTimeout(resolve, ms));
  };

  /** The time of the environment. */
  async currentTimeMs(): Promise<number> {
    return this.#place.server?.nowMs() ?? Date.now();
  }

  /** Throws NotSupportedError: there is no Nexus here. */
  async createNexusEndpoint(_name: string, _taskQueue: string): Promise<NexusEndpointIdentifier> {
    throw noNexus('createNexusEndpoint');
  }

  /** Throws NotSupportedError: there is no Nexus here. */
  async deleteNexusEndpoint(_endpoint: Pick<NexusEndpointIdentifier, 'id' | 'version'>): Promise<void> {
    throw noNexus('deleteNexusEndpoint');
  }

  async #tearDown(): Promise<void> {
    const { logger } = Runtime.instance();
    const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
      await work().catch((error: unknown) => logger.error(`Tearing down a test environment: ${what}`, { error }));
    };
    await attempt('closing the connection', () => this.connection.close());
    if (this.nativeConnection.usedBy.length > 0) {
      logger.error(
        'A test environment is torn down while workers use it: shut them down and await run(), or use runUntil(), before',
      );
      await endWorkers(this.nativeConnection);
    }
    await attempt('closing the connection of workers', () => this.#closeNative());
    await attempt('removing what it has left', () => this.#place.remove());
  }

  /** Also below workers that do not end: nothing is left open. */
  async #closeNative(): Promise<void> {
    try {
      await this.nativeConnection.close();
    } finally {
      await this.nativeConnection.engine.close();
    }
  }
}

interface Parts {
  readonly connection: Connection;
  readonly nativeConnection: NativeConnection;
  readonly namespace: string | undefined;
}

async function connect(place: Place, plugins: Plugins): Promise<Omit<Parts, 'namespace'>> {
  const options = {
    ...place.connectionOptions,
    ...(place.address !== undefined && { address: place.address }),
    plugins,
  };
  const nativeConnection = await NativeConnection.connect(options);
  try {
    const connection = await Connection.connect(options);
    if (place.server) Object.defineProperty(connection, 'testService', { value: testServiceOf(place.server) });
    return { connection, nativeConnection };
  } catch (error) {
    await nativeConnection.close();
    throw error;
  }
}

/** The task token of the activity that runs here, if it is one that a workflow has scheduled. */
function runningActivity(): string | undefined {
  const info = asyncLocalStorage.getStore()?.info;
  return info === undefined || info.isLocal ? undefined : Buffer.from(info.taskToken).toString();
}

function noNexus(what: string): NotSupportedError {
  return new NotSupportedError(
    `TestWorkflowEnvironment.${what}()`,
    'there is no Nexus here. Call a workflow or an activity of the other team by its task queue.',
  );
}
