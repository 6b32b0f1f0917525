// Steps of a command line tool: a title, how long it took, and on failure a message that says what to do.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const DOT_EVERY_MS = 2_000;
const LOG_TAIL = 6_000;

/** A failure of the world, not of these scripts: shown as message, log and hint, without a stack. */
export class StepError extends Error {
  constructor(message, { hint, log, cause } = {}) {
    super(message, { cause });
    this.hint = hint;
    this.log = log;
  }
}

/** Steps report on standard error until the answer is called: what is printed afterwards is the command's own. */
export function reportOnStderr() {
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return () => (process.stdout.write = write);
}

export const seconds = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/** Runs `work` and prints title and time. `work` may return a text that is printed behind them. */
export async function step(title, work) {
  const started = performance.now();
  process.stdout.write(`• ${title} `);
  const dots = setInterval(() => process.stdout.write('.'), DOT_EVERY_MS);
  try {
    const detail = await work();
    process.stdout.write(` ${seconds(started)}${detail ? `, ${detail}` : ''}\n`);
  } catch (error) {
    process.stdout.write(` failed after ${seconds(started)}\n`);
    throw error;
  } finally {
    clearInterval(dots);
  }
}

/** Runs a program and keeps its output for the case that it fails. Returns what it wrote to standard output. */
export function run(command, args, { hint, env = {}, message, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, ...options });
    let log = '';
    let output = '';
    child.stdout.on('data', (chunk) => {
      log += chunk;
      output += chunk;
    });
    child.stderr.on('data', (chunk) => (log += chunk));
    child.on('error', (cause) =>
      reject(new StepError(message ?? `${command} could not be run: ${cause.message}`, { hint, cause })),
    );
    child.on('close', (code) => {
      if (code === 0) return resolve(output);
      reject(
        new StepError(message ?? `${command} ${args.join(' ')} ended with code ${code}`, {
          hint,
          log: log.slice(-LOG_TAIL),
        }),
      );
    });
  });
}

/** Runs a program on this terminal; resolves to its exit code. A signal to us is passed on to it. */
export function runInForeground(command, args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' });
    const passOn = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, passOn);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, passOn);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/** Runs a whole tool; the process ends with the number it returns, or 1. */
export async function main(tool) {
  try {
    process.exitCode = (await tool()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof StepError)) throw error;
    if (error.log) console.error(`\n${error.log.trimEnd()}`);
    console.error(`\n${error.message}`);
    if (error.hint) console.error(`What to do: ${error.hint}`);
  }
}
