/**
 * What a test process started is stopped when that process ends, however it ends (SIGKILL excepted). Handlers are synchronous:
 * an exiting process does not wait.
 */
const cleanups = new Set<() => void>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let installed = false;

/** Runs `cleanup` at the end of this process. Returns a function that takes it back. */
export function onProcessEnd(cleanup: () => void): () => void {
  install();
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

function install(): void {
  if (installed) return;
  installed = true;
  process.on('exit', runAll);
  for (const signal of SIGNALS) process.once(signal, () => endBy(signal));
}

/** Last in, first out: a process ends before its directory goes. */
function runAll(): void {
  for (const cleanup of [...cleanups].reverse()) cleanup();
  cleanups.clear();
}

/** The handler is gone by now (once), so the signal raised again ends the process as if we had never been here. */
function endBy(signal: NodeJS.Signals): void {
  runAll();
  process.kill(process.pid, signal);
}
