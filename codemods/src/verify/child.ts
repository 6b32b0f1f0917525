/** Runs one of our programs as a process: what it loads from the project must not mix with what is loaded here. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Refused } from '../cli/exit-codes';

export interface ChildOptions {
  readonly cwd: string;
  readonly input: unknown;
  /** Called with each line it prints. */
  readonly onLine: (line: string) => void;
}

/** Refuses with what it wrote to standard error when it ends with another code than 0. */
export function runChild(program: 'type-check-child' | 'replay-child', options: ChildOptions): Promise<void> {
  const child = spawn(process.execPath, [join(__dirname, `${program}.js`)], { cwd: options.cwd });
  let errors = '';
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(options.onLine);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-20_000)));
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(options.input));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Refused(`${program} ended with ${code ?? signal}: ${errors.trim().slice(-2000)}`));
    });
  });
}

/** What the parent wrote, in the child. */
export async function readInput<T>(): Promise<T> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as T;
}
