/** Programs of `processes/` as processes of their own, that say what they do and can be killed. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onProcessEnd, waitFor } from '@perdure/testkit';

const running = new Set<MeshProcess>();

export class MeshProcess {
  /** What it has said, in order. */
  readonly said: string[] = [];
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  /** Starts it; resolves when it says that it is ready. */
  static async start(program: string, ...args: string[]): Promise<MeshProcess> {
    const one = new MeshProcess(program, args);
    await one.heard('ready');
    return one;
  }

  private constructor(program: string, args: readonly string[]) {
    const path = fileURLToPath(new URL(`../processes/${program}.cjs`, import.meta.url));
    this.#child = fork(path, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const forget = onProcessEnd(() => this.#child.kill('SIGKILL'));
    this.#exited = once(this.#child, 'exit').then(forget);
    this.#child.on('message', (message: string) => this.said.push(message));
    running.add(this);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** How often it has said this. */
  times(what: string): number {
    return this.said.filter((one) => one === what).length;
  }

  async heard(what: string, times = 1): Promise<void> {
    await waitFor(() => this.times(what) >= times, { timeoutMs: 60_000, what: `a process to say '${what}'` });
  }

  /** SIGKILL: it ends in the middle of what it does. */
  async kill(): Promise<void> {
    running.delete(this);
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}

/** Ends every process that a test has started. */
export async function killAll(): Promise<void> {
  await Promise.all([...running].map((one) => one.kill()));
}
