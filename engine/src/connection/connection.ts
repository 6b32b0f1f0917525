/**
 * One way in for clients and workers: finds the store, and gives each namespace its parts once. Owns what it opened.
 */
import { createEngineClient } from '../client/client';
import type { EngineConnection, EngineConnectionOptions } from '../connection-contract';
import { EngineError } from '../errors';
import { openNamespace, type Namespace } from '../namespace/namespace';
import { observedClient } from '../telemetry/client-telemetry';
import { createEngineWorker } from '../worker/worker';
import { checkedMaxPayloadBytes } from './max-payload-bytes';
import { findSource } from './source';

/**
 * Opens nothing yet: the first use connects, and every later one uses the same connection. CONFIGURATION errors for
 * options that cannot be.
 */
export function openConnection(options: EngineConnectionOptions = {}): EngineConnection {
  const maxPayloadBytes = checkedMaxPayloadBytes(options.maxPayloadBytes);
  const source = findSource(options);
  const namespaces = new Map<string, Promise<Namespace>>();
  let closed = false;
  const open = (name: string): Promise<Namespace> => {
    if (closed) {
      throw new EngineError('UNAVAILABLE', `The connection to ${source.address} has been closed: open a new one`);
    }
    const known = namespaces.get(name);
    if (known) return known;
    const opening = source.store(name).then((store) => openNamespace(store, { maxPayloadBytes }));
    namespaces.set(name, opening);
    opening.catch(() => namespaces.delete(name));
    return opening;
  };
  return {
    address: source.address,
    maxPayloadBytes,
    ensureConnected: () => source.ensureConnected(),
    store: async (name) => (await open(name)).store,
    client: async (name) => observedClient(createEngineClient(await open(name)), name),
    worker: async (name, workerOptions) => createEngineWorker(await open(name), workerOptions),
    async close() {
      closed = true;
      const opened = await Promise.allSettled(namespaces.values());
      namespaces.clear();
      for (const result of opened) if (result.status === 'fulfilled') await result.value.close();
      await source.close();
    },
  };
}
