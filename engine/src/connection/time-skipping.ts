/**
 * An embedded server for tests that do not want to wait. Owns one timer loop for each namespace, so that what is due
 * is carried out although no worker and no client happens to run one, and at once: a process that finds another one
 * holding the loop asks again only after seconds.
 */
import { readToken } from '../client/activity-completion';
import { newId } from '../model/ids';
import { createNamespace, type Namespace } from '../namespace/namespace';
import type { MemoryServer } from '../store/memory';
import { loadMemoryStore, memoryServers } from './source';

export interface TimeSkippingServer {
  /** What `openConnection` takes as `redis`. */
  readonly address: string;
  readonly nowMs: () => number;
  /** Lets time be skipped while there is nothing to do, until the returned function has been called. */
  readonly unlock: () => () => void;
  /**
   * Resolves when so much time has passed on this server. `taskToken`: of the activity that sleeps. An activity of
   * this server does not unlock, it only stops holding the clock.
   */
  readonly sleep: (durationMs: number, taskToken?: string) => Promise<void>;
  /** Forgets everything. Connections are to be closed before. */
  readonly close: () => Promise<void>;
}

export async function openTimeSkippingServer(): Promise<TimeSkippingServer> {
  const { createMemoryServer, createSkippingClock, createTimeSkipper } = await loadMemoryStore();
  const address = `memory://time-skipping-${newId()}`;
  const clock = createSkippingClock();
  const skipper = createTimeSkipper(clock);
  const server = createMemoryServer({ clock, observer: skipper.observer, keepsClosedRuns: true });
  const hosts = new Map<string, Namespace>();
  const host = (namespace: string): void => {
    if (hosts.has(namespace)) return;
    const own = createNamespace(server.connect({ namespace }));
    own.retainLoops();
    hosts.set(namespace, own);
  };
  const hosted: MemoryServer = {
    clock,
    connect(options) {
      const store = server.connect(options);
      host(options.namespace);
      return store;
    },
  };
  memoryServers().set(address, hosted);
  return {
    address,
    nowMs: () => clock.now(),
    unlock: () => skipper.unlock(),
    sleep: (durationMs, taskToken) =>
      skipper.sleep(durationMs, taskToken === undefined ? undefined : attempt(taskToken)),
    async close() {
      memoryServers().delete(address);
      skipper.close();
      await Promise.all([...hosts.values()].map((own) => own.close()));
    },
  };
}

/** Undefined for the tokens of mocks, which nobody can read. */
function attempt(taskToken: string): ReturnType<typeof readToken> | undefined {
  try {
    return readToken(taskToken);
  } catch {
    return undefined;
  }
}
