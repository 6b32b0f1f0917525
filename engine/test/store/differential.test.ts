/**
 * Random plans played on two stores: every answer and every key must be equal, but for moments and inboxes.
 *
 * A failure prints the seed and the path to the smallest plan; PERDURE_TEST_SEED and PERDURE_TEST_PATH play it again,
 * PERDURE_TEST_RUNS says how many plans are played.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { play } from './differential/player';
import { plans } from './differential/plan';
import { makeMemoryServer } from './memory-server';
import { makeRedisServer } from './redis-server';
import type { MakeServer } from './suite';

const { PERDURE_TEST_SEED: seed, PERDURE_TEST_PATH: path, PERDURE_TEST_RUNS: runs } = process.env;

async function playBoth(makers: readonly [MakeServer, MakeServer], numRuns: number, maxLength: number): Promise<void> {
  const property = fc.asyncProperty(plans(maxLength), async (plan) => {
    const [one, other] = await Promise.all(makers.map(async (make) => play(plan, await make())));
    for (const [index, played] of (one ?? []).entries()) expect(other?.[index]).toEqual(played);
  });
  await fc.assert(property, {
    numRuns: runs ? Number(runs) : numRuns,
    endOnFailure: false,
    interruptAfterTimeLimit: 40_000,
    ...(seed ? { seed: Number(seed) } : {}),
    ...(path ? { path } : {}),
  });
}

it('the memory store plays every plan the same way twice', async () => {
  await playBoth([makeMemoryServer, makeMemoryServer], 150, 120);
}, 120_000);

it('the Redis store plays every plan as the memory store does', async () => {
  await playBoth([makeMemoryServer, makeRedisServer], 50, 100);
}, 180_000);
