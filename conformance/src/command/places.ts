import type { Place } from '../suite/settings';
import type { CommandOptions } from './options';

/** Of the run: nothing else is in it. */
export function namespaceOf(seed: string): string {
  return `perdure-conformance-${seed}`;
}

/** Where the targets are. A Temporal server has namespaces of its own making, so there it is the user's. */
export function placesFor({ targets, redis, address, namespace, seed }: CommandOptions): Place[] {
  const all: Readonly<Record<Place['target'], Place>> = {
    redis: { target: 'redis', address: redis, namespace: namespaceOf(seed) },
    memory: { target: 'memory', address: `memory://${namespaceOf(seed)}`, namespace: namespaceOf(seed) },
    temporal: { target: 'temporal', address, namespace },
  };
  return [...new Set(targets)].map((target) => all[target]);
}
