/** A process of ours that takes one order over IPC, tells news, and ends. */
import { fork } from 'node:child_process';

const STDERR_TAIL = 4_000;

export interface ChildOptions<Order, News> {
  readonly file: string;
  readonly order: Order;
  readonly hear: (news: News) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** It is taken for dead, and ended, when it tells no news for so long. */
  readonly silenceMs: number;
}

/** Resolves when the process has ended: with undefined when it did so by itself, else with what can be said of it. */
export function runChild<Order extends object, News>(options: ChildOptions<Order, News>): Promise<string | undefined> {
  const { file, order, hear, signal, silenceMs } = options;
  return new Promise((resolve) => {
    const child = fork(file, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: ['--enable-source-maps'] });
    let tail = '';
    const keep = (chunk: Buffer): void => {
      tail = (tail + chunk.toString()).slice(-STDERR_TAIL);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const stop = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const silence = setTimeout(() => {
      tail += `\nNothing was heard of it for ${silenceMs / 1000} s`;
      stop();
    }, silenceMs);
    child.on('message', (news) => {
      silence.refresh();
      hear(news as News);
    });
    child.once('close', (code, killedBy) => {
      clearTimeout(silence);
      signal.removeEventListener('abort', stop);
      resolve(code === 0 ? undefined : `${killedBy ?? `exit code ${code}`}\n${tail}`.trim());
    });
    // A process that dies at once is reported by its end.
    child.send(order, () => undefined);
  });
}
