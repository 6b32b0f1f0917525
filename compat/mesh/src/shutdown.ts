import { stopCallWorkers } from './call/function-worker';
import { closeConnections } from './connection/pool';
import { leaveRoster } from './data/roster';
import { stopWorkers } from './flow/worker';

/** Stops the functions and workflows of this process, when what is in hand has ended, and closes its connections. */
export async function shutdown(): Promise<void> {
  await Promise.all([stopWorkers(), stopCallWorkers()]);
  await leaveRoster();
  await closeConnections();
}
