import type { RedisServer } from '@perdure/testkit';
import { it } from 'vitest';
import { Scene } from './scene';

/** A test that needs so long has failed. It ends before vitest gives it up, so that its scene is closed. */
const PATIENCE_MS = 80_000;
const TIMEOUT_MS = PATIENCE_MS + 15_000;

/** A test with a scene of its own on the file's Redis. Everything the scene has started ends with the test. */
export function test(name: string, redis: () => RedisServer, body: (scene: Scene) => Promise<void>): void {
  it(name, () => play(redis(), body), TIMEOUT_MS);
}

async function play(redis: RedisServer, body: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await Scene.on(redis);
  const patience = patienceOf(PATIENCE_MS);
  try {
    await Promise.race([body(scene), patience.lost]);
  } catch (error) {
    throw new Error(`${String(error)}\n${scene.protocol()}`, { cause: error });
  } finally {
    patience.end();
    await scene.close();
  }
}

function patienceOf(ms: number): { lost: Promise<never>; end(): void } {
  let timer: NodeJS.Timeout | undefined;
  const lost = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing more happened within ${ms} ms`)), ms);
  });
  return { lost, end: () => clearTimeout(timer) };
}
