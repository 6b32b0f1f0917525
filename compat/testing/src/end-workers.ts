import type { NativeConnection, Worker } from '@perdure/worker';

type Ending = Pick<Worker, 'getState' | 'shutdown'>;

/** How long a worker may take to end, once its environment goes. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 10;

/** Shuts down the workers that still use a connection, and waits for them, not for ever: an activity may never end. */
export async function endWorkers(connection: NativeConnection): Promise<void> {
  for (const worker of connection.usedBy as readonly Ending[]) {
    if (worker.getState() === 'RUNNING') worker.shutdown();
  }
  const untilMs = performance.now() + PATIENCE_MS;
  while (connection.usedBy.some(isEnding) && performance.now() < untilMs) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function isEnding(worker: object): boolean {
  const state = (worker as Ending).getState();
  return state === 'STOPPING' || state === 'DRAINING' || state === 'DRAINED' || state === 'STOPPED';
}
