/** A process is killed between the write of a step and its record: the write is not made again (invariant 10). */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MeshData } from '@perdure/mesh';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { afterAll, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./incrementer.cjs', import.meta.url));
const namespace = freshNamespace('doubled');
const children: ChildProcess[] = [];

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await MeshData.shutdown();
});

async function worker(how: 'die' | 'live'): Promise<ChildProcess> {
  const child = fork(program, [testRedisUrl(), namespace, how], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.push(child);
  await once(child, 'message');
  return child;
}

it('an increment whose process dies before the step is recorded is made once', { timeout: 60_000 }, async () => {
  const meshData = new MeshData(testRedisUrl());
  const dying = await worker('die');
  const died = once(dying, 'exit');
  const call = meshData.exec({ entity: 'counter', args: [5], options: { id: 'c1', ttl: '1 hour', namespace } });
  expect(await died).toEqual([null, 'SIGKILL']);
  expect(await meshData.get('counter', 'c1', { fields: ['n'], namespace })).toEqual({ n: '3' });
  await worker('live');
  expect(await call).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await meshData.get('counter', 'c1', { fields: ['n'], namespace })).toEqual({ n: '6' });
});
