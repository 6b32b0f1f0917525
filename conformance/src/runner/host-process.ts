import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { HostNews, HostOrder } from '../host/protocol';

const HOST = join(__dirname, '..', 'host', 'main.js');
const STDERR_TAIL = 4_000;

export interface HostEnd {
  /** What the process wrote last, when it ended otherwise than by itself. */
  readonly crash?: string;
}

/** Runs one order in a process of its own. Resolves when that process has ended; `signal` ends it. */
export function runInHost(order: HostOrder, hear: (news: HostNews) => void, signal: AbortSignal): Promise<HostEnd> {
  return new Promise((resolve) => {
    const child = fork(HOST, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: ['--enable-source-maps'] });
    let tail = '';
    const keep = (chunk: Buffer): void => {
      tail = (tail + chunk.toString()).slice(-STDERR_TAIL);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const stop = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', stop, { once: true });
    child.on('message', (news: HostNews) => hear(news));
    child.once('close', (code, killedBy) => {
      signal.removeEventListener('abort', stop);
      resolve(code === 0 ? {} : { crash: `${killedBy ?? `exit code ${code}`}\n${tail}`.trim() });
    });
    child.send(order);
  });
}
