/**
 * How long one execution is kept after its end, whatever the worker that ends it says: not on Temporal's surface, so it is
 * carried by a symbol that options of starts, children and schedule actions may have.
 */
const RETENTION = Symbol.for('perdure.retention-ms.1');

interface WithRetention {
  readonly [RETENTION]?: number;
}

/** The same options, with whole milliseconds for which each run of the chain is kept. Undefined: the worker's default. */
export function keptFor<T extends object>(options: T, retentionMs: number | undefined): T {
  return retentionMs === undefined ? options : { ...options, [RETENTION]: retentionMs };
}

/** What `keptFor` said. */
export function retentionOf(options: object): number | undefined {
  return (options as WithRetention)[RETENTION];
}
