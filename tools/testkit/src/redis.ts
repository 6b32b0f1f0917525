import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onProcessEnd } from './cleanup';
import { endingWithUs } from './ending-with-us';
import { freePort } from './ports';
import { waitFor } from './wait-for';

/**
 * Owns the server processes that tests start, their directories and ports.
 *
 * 1. A server accepts connections when `startRedis` or `restart` returns.
 * 2. `kill`, `restart` and `stop` return after the process has ended.
 * 3. A restart keeps port and directory, so an append-only file is read again.
 * 4. No server outlives the process that started it. Where there is no `setpriv` (it is Linux'), one does whose process
 *    was killed by SIGKILL.
 */

export interface RedisOptions {
  /** More arguments for the server, such as `['--maxmemory-policy', 'allkeys-lru']`. They win over ours. */
  args?: readonly string[];
  /** Append-only file, synced at every write: what was acknowledged survives `kill('SIGKILL')` and `restart()`. Default off. */
  aof?: boolean;
  /** Default: a free one. */
  port?: number;
  /** A configuration file, read before the arguments. */
  config?: string;
}

export interface RedisServer {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Of the current process: changes with a restart. */
  readonly pid: number;
  /** Where the server keeps its files. */
  readonly dir: string;
  /** Ends the process (SIGKILL unless told otherwise) and waits for its end. SIGSTOP and SIGCONT return at once. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Ends the process if it runs, and starts another on the same port and directory. */
  restart(options?: { signal?: NodeJS.Signals }): Promise<void>;
  /** Ends the process and removes its directory. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const SERVER_NAMES = ['redis-server', 'valkey-server'] as const;
const START_TRIES = 5;
const START_TIMEOUT_MS = 15_000;
const LOG_TAIL = 4_000;
/** From the server's own log: on a port that another server holds, PING would be answered by that one. */
const READY = /Ready to accept connections|Sentinel ID is/;

/** Starts a Redis (or Valkey) of its own: free port, temporary directory, nothing saved unless `aof`. */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const binary = redisBinary();
  const folder = temporaryFolder();
  try {
    return await startOnFreePort(binary, folder, options);
  } catch (error) {
    folder.remove();
    throw error;
  }
}

async function startOnFreePort(binary: string, folder: Folder, options: RedisOptions): Promise<RedisServer> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort({ withClusterBus: true }));
    const start = () => startProcess(binary, serverArgs(port, folder.path, options), port);
    try {
      return new Server(port, folder, start, await start());
    } catch (error) {
      const portTaken = String(error).includes('Address already in use');
      if (!portTaken || options.port !== undefined || attempt === START_TRIES) throw error;
    }
  }
}

interface Folder {
  readonly path: string;
  remove(): void;
}

function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'perdure-redis-'));
  const removeFolder = () => rmSync(path, { recursive: true, force: true });
  const forget = onProcessEnd(removeFolder);
  return {
    path,
    remove: () => {
      forget();
      removeFolder();
    },
  };
}

/** The server found on the PATH. */
export function redisBinary(): string {
  const found = SERVER_NAMES.find((name) => spawnSync(name, ['--version']).status === 0);
  if (!found) {
    throw new Error(
      'Neither redis-server nor valkey-server is on the PATH. Install one (Debian, Ubuntu: apt-get install redis-server; ' +
        'macOS: brew install redis) or run npm test, which tries to.',
    );
  }
  return found;
}

function serverArgs(port: number, dir: string, { args = [], aof = false, config }: RedisOptions): string[] {
  const persistence = aof ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
  return [
    ...(config ? [config] : []),
    '--port',
    String(port),
    '--bind',
    HOST,
    '--dir',
    dir,
    '--save',
    '',
    ...persistence,
    ...args,
  ];
}

async function startProcess(binary: string, args: string[], port: number): Promise<ChildProcess> {
  const { command, words } = endingWithUs(binary, args);
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const keep = (chunk: Buffer) => (log = (log + chunk.toString()).slice(-LOG_TAIL));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const forget = onProcessEnd(() => child.kill('SIGKILL'));
  child.once('exit', forget);
  try {
    await waitFor(() => hasEnded(child) || READY.test(log), {
      timeoutMs: START_TIMEOUT_MS,
      what: `${binary} on port ${port}`,
    });
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  if (hasEnded(child)) throw new Error(`${binary} ended at once (code ${child.exitCode}):\n${log}`);
  // A test that forgets to stop its server must not hang for it.
  unref(child);
  return child;
}

function unref(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdout, child.stderr]) (stream as { unref?(): void } | null)?.unref?.();
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

class Server implements RedisServer {
  readonly host = HOST;
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  readonly #folder: Folder;
  readonly #start: () => Promise<ChildProcess>;
  #child: ChildProcess;

  constructor(port: number, folder: Folder, start: () => Promise<ChildProcess>, child: ChildProcess) {
    this.port = port;
    this.dir = folder.path;
    this.#folder = folder;
    this.url = `redis://${HOST}:${port}`;
    this.#start = start;
    this.#child = child;
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (hasEnded(this.#child)) return;
    if (signal === 'SIGSTOP' || signal === 'SIGCONT') {
      this.#child.kill(signal);
      return;
    }
    this.#child.ref();
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }

  async restart({ signal }: { signal?: NodeJS.Signals } = {}): Promise<void> {
    await this.kill(signal);
    this.#child = await this.#start();
  }

  async stop(): Promise<void> {
    await this.kill();
    this.#folder.remove();
  }
}
