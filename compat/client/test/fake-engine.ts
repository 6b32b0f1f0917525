/** An engine of which only the methods that a test names exist, and a connection to it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { EngineClient, EngineConnection, EventBody, Payload } from '@perdure/engine';
import { connectionBridge } from '../src/connect/bridge';
import type { CallContext, ConnectionLike } from '../src/types';

export function fakeEngine(methods: Partial<EngineClient>): EngineClient {
  return new Proxy(methods as EngineClient, {
    get(target, name, receiver) {
      if (Reflect.has(target, name)) return Reflect.get(target, name, receiver) as unknown;
      // The engine is awaited: it must not look like a promise.
      if (name === 'then') return undefined;
      throw new Error(`the test did not expect ${String(name)}()`);
    },
  });
}

export function connectionTo(methods: Partial<EngineClient>): ConnectionLike {
  const engine = fakeEngine(methods);
  const storage = new AsyncLocalStorage<CallContext>();
  const within = <R>(context: CallContext, fn: () => Promise<R>): Promise<R> =>
    storage.run({ ...storage.getStore(), ...context }, fn);
  const connection: ConnectionLike & { [connectionBridge]: unknown } = {
    workflowService: {},
    operatorService: {},
    plugins: [],
    close: () => Promise.resolve(),
    ensureConnected: () => Promise.resolve(),
    withDeadline: (deadline, fn) => within({ deadline }, fn),
    withMetadata: (metadata, fn) => within({ metadata }, fn),
    withAbortSignal: (abortSignal, fn) => within({ abortSignal }, fn),
    [connectionBridge]: {
      engine: undefined as unknown as EngineConnection,
      maxPayloadBytes: 2 * 1024 * 1024,
      callContext: () => storage.getStore(),
      supportsEagerStart: false,
      client: () => engine,
    },
  };
  return connection;
}

export function json(value: unknown): Payload {
  return { encoding: 'json/plain', data: JSON.stringify(value) };
}

/** A close event as the engine answers it. */
export function closed(runId: string, body: EventBody) {
  return { runId, event: { ...body, timeMs: 0 } };
}
