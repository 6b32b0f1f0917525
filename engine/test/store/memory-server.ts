import { createMemoryServer, createVirtualClock } from '../../src/store/memory';
import type { TestServer } from './suite';

/** A memory server on a virtual clock. */
export async function makeMemoryServer(): Promise<TestServer> {
  const clock = createVirtualClock();
  const server = createMemoryServer({ clock });
  return {
    connect: async () => server.connect({ namespace: 'test' }),
    pass: (ms) => clock.advance(ms),
    close: async () => undefined,
  };
}
