import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onProcessEnd, waitFor } from '@perdure/testkit';
import type { Call, ProcessOptions, Report, Request } from '../../src/reports';

const PROGRAMS = join(__dirname, '../../dist');
const READY_MS = 30_000;

type ReportOf<K extends Report['kind']> = Extract<Report, { kind: K }>;

/** A process under test. It does not outlive the test's process. */
export class Process {
  /** All it has said, in order. */
  readonly reports: Report[] = [];
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  #stderr = '';
  #calls = 0;

  constructor(program: string, options: ProcessOptions) {
    const env = { ...process.env, PERDURE_TEST_PROCESS: JSON.stringify(options) };
    this.#child = fork(join(PROGRAMS, program), { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const forget = onProcessEnd(() => this.#child.kill('SIGKILL'));
    this.#exited = once(this.#child, 'exit').then(forget);
    this.#child.on('message', (report: Report) => this.reports.push(report));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async ready(): Promise<this> {
    await waitFor(() => this.ended || this.of('ready').length > 0, {
      timeoutMs: READY_MS,
      what: 'a process to be ready',
    });
    if (this.ended) throw new Error(`The process ended before it was ready:\n${this.#stderr}`);
    return this;
  }

  of<K extends Report['kind']>(kind: K): ReportOf<K>[] {
    return this.reports.filter((report): report is ReportOf<K> => report.kind === kind);
  }

  /** SIGKILL unless told otherwise. Returns when the process has ended; SIGSTOP and SIGCONT at once. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#child.kill(signal);
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await this.#exited;
  }

  /** Has a client process make a call. */
  async call(call: Call): Promise<ReportOf<'answer'>> {
    const request: Request = { id: ++this.#calls, call };
    this.#child.send(request);
    return waitFor(() => this.of('answer').find(({ id }) => id === request.id), {
      timeoutMs: 60_000,
      what: `a client's answer to "${call.do}"`,
    });
  }
}
