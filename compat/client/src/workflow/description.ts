import type { EngineClient } from '@perdure/engine';
import { msNumberToTs } from '@temporalio/common/lib/time';
import type { ProtoLong } from '../proto-types';

/** A run as the engine describes it. */
export type Description = Awaited<ReturnType<EngineClient['describe']>>;

/** Temporal's 64 bit numbers are objects of the `long` library; the seconds of a timestamp are one. */
export function toLong(value: number): ProtoLong {
  return msNumberToTs(value * 1_000).seconds as ProtoLong;
}
