import { makeProtoEnumConverters } from '@temporalio/common/lib/internal-workflow';

/** Name (short, or with its protobuf prefix) or number to number; undefined stays undefined. ValueError otherwise. */
export type EncodeEnum<K extends string, P extends string> = (
  input: K | `${P}${K}` | number | null | undefined,
) => number | undefined;
/** Number to short name; 0 (unspecified) is undefined. */
export type DecodeEnum<K extends string> = (input: number | null | undefined) => K | undefined;

/** Both directions between the names of an enum and Temporal's numbers. */
export function protoEnum<const K extends string, const P extends string>(
  prefix: P,
  codes: Readonly<Record<K, number>>,
): [EncodeEnum<K, P>, DecodeEnum<K>] {
  const table = { ...codes, UNSPECIFIED: 0 };
  return makeProtoEnumConverters(table as never, prefix as never) as unknown as [EncodeEnum<K, P>, DecodeEnum<K>];
}
