import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An endpoint that is scraped. */
export interface MetricsServer {
  /** Resolves to the port when it listens; rejects when it cannot. */
  readonly listening: Promise<number>;
  close(): Promise<void>;
}

/** Serves the text under `/metrics`. It keeps no process alive. TypeError for an address that is none. */
export function servePrometheus(bindAddress: string, text: () => string): MetricsServer {
  const { host, port } = parseAddress(bindAddress);
  const server = createServer((request, response) => {
    const found = request.url?.split('?')[0] === '/metrics';
    response.writeHead(found ? 200 : 404, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(found ? text() : 'Metrics are at /metrics\n');
  });
  server.unref();
  const listening = new Promise<number>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new Error(`Metrics cannot be served at ${bindAddress}: ${cause.message}`, { cause }));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
  // Whoever needs to know awaits it.
  listening.catch(() => undefined);
  return { listening, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** `host:port`, `[::1]:port`. */
function parseAddress(address: string): { host: string; port: number } {
  const [, host = '', digits = ''] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(address) ?? [];
  const port = Number(digits);
  if (digits === '' || host === '' || port > 65_535) {
    throw new TypeError(`Invalid bindAddress "${address}" of prometheus metrics: give host:port, such as 0.0.0.0:9464`);
  }
  return { host, port };
}
