import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as PerdureClient from '@perdure/client';
import type * as PerdureWorker from '@perdure/worker';
import { builtFolder } from './scenarios/folders';
import type { Target } from './scenarios/scenario';

/** The two packages that hosts and replayers need, from where the programs of that target get them. */
export interface Sdk {
  readonly client: typeof PerdureClient;
  readonly worker: typeof PerdureWorker;
}

/** Temporal's own packages have the same shape, which is what all of this is about. */
export function loadSdk(target: Target): Sdk {
  const scope = target === 'temporal' ? '@temporalio' : '@perdure';
  const require = createRequire(join(builtFolder(target), 'program.js'));
  return {
    client: require(`${scope}/client`) as typeof PerdureClient,
    worker: require(`${scope}/worker`) as typeof PerdureWorker,
  };
}

/** Version of a package that the programs as they were written would load; undefined when it is not installed. */
export function installedVersion(name: string): string | undefined {
  try {
    const require = createRequire(join(builtFolder('temporal'), 'program.js'));
    return (require(`${name}/package.json`) as { version: string }).version;
  } catch {
    return undefined;
  }
}
