/** What a namespace says of itself: the format it is stored in and the number of its shards. */
import type { Client } from './clients';
import { StoreFormatError, StoreShardsError } from './errors';
import { metaKey } from './keys-of-shard';

/** Raised when older processes could not work with what newer ones write. */
const FORMAT = 1;

const DEFAULT_SHARDS = 1;

export interface Namespace {
  readonly prefix: string;
  readonly namespace: string;
  /** What the user asked for, if anything. */
  readonly shards: number | undefined;
}

/** The number of shards: what was written first stands. */
export async function agreeOnShards(client: Client, wanted: Namespace): Promise<number> {
  const key = metaKey(wanted.prefix, wanted.namespace);
  await client.hsetnx(key, 'format', String(FORMAT));
  await client.hsetnx(key, 'shards', String(wanted.shards ?? DEFAULT_SHARDS));
  return checkMeta(await client.hgetall(key), wanted);
}

function checkMeta(meta: Readonly<Record<string, string>>, { namespace, shards }: Namespace): number {
  const format = Number(meta['format']);
  const stored = Number(meta['shards']);
  if (format > FORMAT) {
    throw new StoreFormatError(
      `The namespace "${namespace}" is stored in format ${format}, this process knows formats up to ${FORMAT}. Upgrade @perdure/engine here.`,
      { namespace, format, known: FORMAT },
    );
  }
  if (shards !== undefined && shards !== stored) {
    throw new StoreShardsError(
      `The namespace "${namespace}" has ${stored} shards, the option "shards" says ${shards}. The number is chosen when a namespace is first used: leave the option out, or set it to ${stored}.`,
      { namespace, stored, wanted: shards },
    );
  }
  return stored;
}
