/**
 * Fields of the record that begins with an execution: not on Temporal's surface, so they are carried by a symbol that
 * options of a start may have.
 */
import type { StartRecord } from '@perdure/engine';

const RECORD = Symbol.for('perdure.record.1');

interface WithRecord {
  readonly [RECORD]?: StartRecord;
}

/** The same options, with fields that are set in the transition of the start. */
export function withRecord<T extends object>(options: T, record: StartRecord | undefined): T {
  return record === undefined ? options : { ...options, [RECORD]: record };
}

/** What `withRecord` said. */
export function recordOf(options: object): StartRecord | undefined {
  return (options as WithRecord)[RECORD];
}
