/** What the run has written to Redis, and its removal. */
import { setTimeout as sleep } from 'node:timers/promises';
import { eraseDeployment } from '@perdure/engine';

/** Of connections that name none: programs of Temporal cannot. */
const PREFIX = 'perdure';
const TRIES = 5;
/** For commands of a process that was ended, which Redis may still be reading. */
const PAUSE_MS = 100;

/**
 * Removes the namespace, until a look finds nothing of it any more. Looks by SCAN, so nothing else in Redis is disturbed.
 * Throws when something comes back each time.
 */
export async function removeNamespace(redis: string, namespace: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await sleep(PAUSE_MS);
    if ((await eraseDeployment(redis, PREFIX, namespace)) === 0) return;
  }
  throw new Error(
    `Keys that begin with {${PREFIX}/${namespace} come back after they were removed: is another run using them?`,
  );
}
