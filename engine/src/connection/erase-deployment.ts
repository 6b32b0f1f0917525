import { erasePrefix } from '../store/redis/erase-prefix';
import { memoryServers, MEMORY_SCHEME } from './source';

/**
 * Removes everything a deployment has written. For those that were made to be thrown away: there is no way back, and
 * nobody may be connected. `address`: a URL of Redis, or `memory://<name>`, whose whole server goes.
 */
export async function eraseDeployment(address: string, prefix: string): Promise<void> {
  if (address.startsWith(MEMORY_SCHEME)) memoryServers().delete(address);
  else await erasePrefix(address, prefix);
}
