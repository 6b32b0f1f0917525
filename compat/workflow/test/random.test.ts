import { alea as published } from '@temporalio/workflow/lib/alea';
import { describe, expect, test } from 'vitest';
import * as wf from '../src/index';
import { alea } from '../src/runtime/alea';
import { seedOfRunId } from '../src/runtime/seed';
import { sipHash13 } from '../src/runtime/sip-hash';
import { Driver } from './harness';

test.each([
  [[]],
  [[0]],
  [[255, 0, 1, 2, 3, 4, 5, 6]],
  [[...seedOfRunId('a run')]],
  [Array.from({ length: 300 }, (_, i) => i % 256)],
])('the same seed bytes give the sequence of the published SDK: %j', (seed) => {
  const ours = alea(seed);
  const theirs = published(seed);
  for (let i = 0; i < 1_000; i++) expect(ours()).toBe(theirs());
});

test('SipHash-1-3 with a key of zeros, as Rust computes it', () => {
  expect(sipHash13(new Uint8Array())).toBe(0xd1fba762150c532cn);
});

describe('ids of a run', () => {
  const draw = async () => {
    const named = wf.getRandomStream('a');
    const first = [wf.uuid4(), wf.workflowRandom.random(), named.random(), wf.uuid4(), named.uuid4()];
    return [...first, named.with(() => wf.uuid4()) !== wf.uuid4()];
  };

  test('are those that the real replayer prints for the same run id', async () => {
    expect((await new Driver(draw).start()).result).toEqual([
      'ad7abc4b-c1fd-4c44-bacd-2278a15ba4af',
      0.9089791986625642,
      0.4725566941779107,
      '837ce52b-b769-4d46-97a8-ba2e08d9d7c5',
      '36f97eff-ded6-421b-82eb-4a27fcff338b',
      true,
    ]);
  });

  test('differ for another run', async () => {
    const other = await new Driver(draw, { info: { originalExecutionRunId: 'other' } }).start();
    expect(other.result).not.toEqual((await new Driver(draw).start()).result);
  });
});
