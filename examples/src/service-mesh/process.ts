/** What a service tells the example that has started it. A real one has logs and metrics. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { MeshCall } from '@perdure/mesh';
import { DefaultLogger, Runtime } from '@perdure/worker';

export type Said = 'ready' | 'job made' | 'restocked' | 'price looked up';

export function says(what: Said): void {
  process.send?.(what);
}

/** A service logs errors only, for a short example; told to stop, it ends what it has in hand and closes its connections. */
export function beginService(): void {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  process.once('SIGTERM', () => {
    void MeshCall.shutdown().finally(() => process.disconnect?.());
  });
}

export interface Service {
  /** How often it has said this. */
  times(what: Said): number;
  /** Resolves when it says this the next time. */
  next(what: Said): Promise<void>;
  /** Ends it; resolves when it has ended. */
  stop(): Promise<unknown>;
}

/** Starts a service as a process of its own. It finds Redis by PERDURE_REDIS_URL, as we do. */
export async function startService(path: string): Promise<Service> {
  const child: ChildProcess = fork(path, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const said: Said[] = [];
  child.on('message', (what: Said) => said.push(what));
  const service: Service = {
    times: (what) => said.filter((one) => one === what).length,
    next: (what) =>
      new Promise((resolve, reject) => {
        child.on('message', (one: Said) => one === what && resolve());
        child.once('exit', () => reject(new Error(`${path} has ended before it said '${what}'`)));
      }),
    stop: () => {
      child.kill();
      return ended;
    },
  };
  await service.next('ready');
  return service;
}
