/** Calls and cached answers while processes, and Redis, are killed. */
import { HotMesh, MeshCall } from '@perdure/mesh';
import { freshNamespace, startRedis, testRedisUrl, waitFor } from '@perdure/testkit';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { quiet } from './support/flow-place';
import { killAll, MeshProcess } from './support/mesh-process';

const namespace = freshNamespace('callee');
const topic = 'answers';
const timeout = 60_000;

beforeAll(quiet);
afterEach(async () => {
  await killAll();
  await MeshCall.shutdown();
});

it('a call outlives the process that has taken it', { timeout }, async () => {
  const start = (how: string): Promise<MeshProcess> =>
    MeshProcess.start('callee', testRedisUrl(), namespace, topic, how);
  const dying = await start('hang');
  const call = MeshCall.exec<number>({ redis: testRedisUrl(), namespace, topic, options: { timeout: '50 seconds' } });
  await dying.heard('called');
  await dying.kill();
  const other = await start('answer');
  expect(await call).toBe(other.pid);
});

it('a cached answer, and a call on its way, outlive a restart of Redis', { timeout }, async () => {
  const server = await startRedis({ aof: true });
  try {
    let calls = 0;
    let finish: (() => void) | undefined;
    const place = { redis: server.url, namespace };
    await MeshCall.connect({ ...place, topic: 'counts', callback: () => ++calls });
    const slow = async (): Promise<string> => {
      await new Promise<void>((resolve) => (finish = resolve));
      return 'answered';
    };
    await MeshCall.connect({ ...place, topic: 'slow', callback: slow });
    const options = { id: HotMesh.guid(), ttl: '15 minutes', timeout: '50 seconds' };
    expect(await MeshCall.exec({ ...place, topic: 'counts', options })).toBe(1);
    const onItsWay = MeshCall.exec({ ...place, topic: 'slow', options });
    await waitFor(() => finish);
    await server.kill('SIGKILL');
    finish?.();
    await server.restart();
    expect(await onItsWay).toBe('answered');
    expect(await MeshCall.exec({ ...place, topic: 'counts', options })).toBe(1);
    expect(await MeshCall.exec({ ...place, topic: 'slow', options })).toBe('answered');
    expect(calls).toBe(1);
  } finally {
    await MeshCall.shutdown();
    await server.stop();
  }
});
