import type { RedisServer } from '@perdure/testkit';
import { it } from 'vitest';
import { Scene } from './scene';

const TIMEOUT_MS = 60_000;

/** A test with a scene of its own on the file's Redis. Everything the scene has started ends with the test. */
export function test(
  name: string,
  redis: () => RedisServer,
  body: (scene: Scene) => Promise<void>,
  timeoutMs = TIMEOUT_MS,
): void {
  it(
    name,
    async () => {
      const scene = await Scene.on(redis());
      try {
        await body(scene);
      } catch (error) {
        throw new Error(`${String(error)}\n${scene.protocol()}`, { cause: error });
      } finally {
        await scene.close();
      }
    },
    timeoutMs,
  );
}
