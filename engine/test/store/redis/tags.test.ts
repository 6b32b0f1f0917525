import { describe, expect, it } from 'vitest';
import { shardOf } from '../../../src/store/shards';
import { shardTags, slotOf } from '../../../src/store/redis/tags';

describe('a shard', () => {
  it('is found by the id of a workflow, the same for ever', () => {
    expect(['a', 'b', 'order-1', 'order-2', 'ü'].map((id) => shardOf('default', id, 16))).toEqual([7, 6, 6, 5, 9]);
    expect(shardOf('default', 'anything', 1)).toBe(0);
  });

  it('gets its part of the ids, however alike they are', () => {
    const counts = new Array<number>(8).fill(0);
    for (let i = 0; i < 8_000; i++) counts[shardOf('default', `order-${i}`, 8)]!++;
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});

describe('a hash tag', () => {
  it('has the slot that Redis computes', () => {
    expect(slotOf('123456789')).toBe(0x31c3);
    expect(slotOf('foo')).toBe(12_182);
  });

  it.each([1, 2, 3, 6, 16, 100])('of %i shards falls in the shard’s slot range, once each', (shards) => {
    const tags = shardTags('perdure', 'default', shards);
    expect(tags.map((tag) => Math.floor((slotOf(tag) * shards) / 16_384))).toEqual(tags.map((_tag, index) => index));
    expect(new Set(tags).size).toBe(shards);
  });
});
