/** Reads fields of records by their names, over all shards. */
import { LIMITS } from '../limits';
import type { Namespace } from '../namespace/namespace';

export type RecordRow = Readonly<Record<string, string>>;

/** In front of the names of fields. */
const FIELD = '_';

/** Fields without their underscore, in the order of the names; undefined for records that are gone. All fields when not named. */
export async function readFields(
  { store, applier }: Namespace,
  names: readonly string[],
  fields?: readonly string[],
): Promise<readonly (RecordRow | undefined)[]> {
  const stored = fields ? fields.map((field) => FIELD + field) : ['*'];
  if (stored.length === 0) return names.map(() => ({}));
  const rows: (RecordRow | undefined)[] = [];
  const shards = new Map<number, number[]>();
  for (const [index, name] of names.entries()) {
    const shard = store.shards === 1 ? 0 : applier.shardOf(name.slice(name.indexOf(':') + 1));
    const of = shards.get(shard);
    if (of) of.push(index);
    else shards.set(shard, [index]);
  }
  await Promise.all(
    [...shards].map(async ([shard, indexes]) => {
      for (let at = 0; at < indexes.length;) {
        const piece = indexes.slice(at, at + LIMITS.listRows);
        const request = { names: piece.map((index) => names[index] as string), fields: stored };
        const read = await store.readRecords(shard, request);
        for (const [n, row] of read.entries()) rows[piece[n] as number] = row && withoutMark(row);
        at += read.length;
      }
    }),
  );
  return names.map((_, index) => rows[index]);
}

function withoutMark(row: RecordRow): RecordRow {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [field.slice(FIELD.length), value]));
}
