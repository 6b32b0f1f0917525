import { createServer } from 'node:net';

/**
 * Ports below the range that the system hands to outgoing connections. A port from that range could be taken between our
 * probe and the server's bind, and a client that reconnects to a stopped server on loopback can end up connected to itself.
 * The upper bound leaves room for the cluster bus, which listens 10,000 above.
 */
const FIRST = 11_000;
const LAST = 22_000;
const CLUSTER_BUS_OFFSET = 10_000;
const MAX_TRIES = 200;

/** A TCP port that was free a moment ago. */
export async function freePort(options: { withClusterBus?: boolean } = {}): Promise<number> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const needed = options.withClusterBus ? [port, port + CLUSTER_BUS_OFFSET] : [port];
    const free = await Promise.all(needed.map(isFree));
    if (free.every(Boolean)) return port;
  }
  throw new Error(`No free port between ${FIRST} and ${LAST} after ${MAX_TRIES} tries`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
