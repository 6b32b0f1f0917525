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

/**
 * Where somebody else listens too, that one decides when the process ends, and its exit cleans up. Otherwise the signal, raised
 * again now that our handler is gone, ends the process as if we had never been here.
 */
function endBy(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 0) return;
  runAll();
  process.kill(process.pid, signal);
}
