import { erasePrefix } from '../store/redis/erase-prefix';
import { memoryServers, MEMORY_SCHEME } from './source';

/**
 * Removes everything a deployment has written, or with `namespace` what stands in that one. For those that were made to be
 * thrown away: there is no way back, and nobody may be connected. `address`: a URL of Redis, of a cluster or of sentinels,
 * or `memory://<name>`, whose whole server goes. Returns how many keys of Redis there were.
 */
export async function eraseDeployment(address: string, prefix: string, namespace?: string): Promise<number> {
  if (!address.startsWith(MEMORY_SCHEME)) return await erasePrefix(address, prefix, namespace);
  memoryServers().delete(address);
  return 0;
}
