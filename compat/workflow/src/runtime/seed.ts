import { encode } from '@temporalio/common/lib/encoding';
import { sipHash13 } from './sip-hash';

/** Ends a text when Rust hashes it; no UTF-8 text contains it. */
const END_OF_TEXT = 0xff;
const STREAM_PREFIX = [...encode('temporal-workflow-random-stream-v1')];

/** The eight seed bytes that Temporal's core derives from a run id, highest first. */
export function seedOfRunId(runId: string): number[] {
  const hash = sipHash13(Uint8Array.of(...encode(runId), END_OF_TEXT));
  return Array.from({ length: 8 }, (_, i) => Number((hash >> BigInt(56 - 8 * i)) & 255n));
}

/** Seed of a named stream: independent of what other streams have drawn. */
export function seedOfStream(seed: readonly number[], name: string): number[] {
  const nameBytes = [...encode(name)];
  return [...STREAM_PREFIX, ...length(seed), ...seed, ...length(nameBytes), ...nameBytes];
}

function length(bytes: readonly number[]): number[] {
  return [24, 16, 8, 0].map((shift) => (bytes.length >>> shift) & 255);
}
