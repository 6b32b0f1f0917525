/**
 * What stands behind a connection object. `Connection` here and `NativeConnection` of the worker carry it under a
 * registered symbol, so that a client takes either, and one from another copy of the package.
 */
import type { CallOptions, EngineClient, EngineConnection } from '@perdure/engine';
import type { CallContext } from '../types';

export const connectionBridge = Symbol.for('perdure.connection.1');

export interface ConnectionBridge {
  readonly engine: EngineConnection;
  /** Largest payload, and largest sum of the payloads of one call, in bytes. */
  readonly maxPayloadBytes: number;
  /** Deadline and abort signal of the calls that are made now (AsyncLocalStorage). */
  callContext(): CallContext | undefined;
  /** True when workers of this process share the connection (NativeConnection): eager starts are possible. */
  readonly supportsEagerStart: boolean;
  /** The client of a namespace; opened once, later calls answer without a promise. */
  client(namespace: string): EngineClient | Promise<EngineClient>;
}

export interface Bridged {
  readonly [connectionBridge]: ConnectionBridge;
}

/** The bridge of a connection. TypeError for connections of other packages. */
export function bridgeOf(connection: object): ConnectionBridge {
  const bridge = (connection as Partial<Bridged>)[connectionBridge];
  if (bridge === undefined) {
    throw new TypeError(
      'This connection was not made by Perdure. Import Connection from @perdure/client, or NativeConnection from ' +
        '@perdure/worker; a connection of @temporalio/* talks to a Temporal server.',
    );
  }
  return bridge;
}

/** Limits of the current call as the engine takes them; undefined when there are none. */
export function callOptions(context: CallContext | undefined): CallOptions | undefined {
  if (context === undefined) return undefined;
  const { deadline, abortSignal } = context;
  if (deadline === undefined && abortSignal === undefined) return undefined;
  return {
    ...(deadline !== undefined && { deadlineMs: Number(deadline) }),
    ...(abortSignal !== undefined && { abortSignal }),
  };
}

/** Opens a client for each namespace once. A failure is not kept: the next call tries again. */
export class NamespaceClients {
  private readonly open: (namespace: string) => Promise<EngineClient>;
  private readonly clients = new Map<string, EngineClient | Promise<EngineClient>>();

  constructor(open: (namespace: string) => Promise<EngineClient>) {
    this.open = open;
  }

  get(namespace: string): EngineClient | Promise<EngineClient> {
    return this.clients.get(namespace) ?? this.start(namespace);
  }

  private start(namespace: string): Promise<EngineClient> {
    const opening = this.open(namespace).then(
      (client) => {
        this.clients.set(namespace, client);
        return client;
      },
      (error: unknown) => {
        this.clients.delete(namespace);
        throw error;
      },
    );
    this.clients.set(namespace, opening);
    return opening;
  }

  clear(): void {
    this.clients.clear();
  }
}
