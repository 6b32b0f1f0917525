/** A process is killed in the middle of a call: another one answers it. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MeshCall } from '@perdure/mesh';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { afterAll, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./callee.cjs', import.meta.url));
const namespace = freshNamespace('callee');
const topic = 'answers';
const children: ChildProcess[] = [];

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await MeshCall.shutdown();
});

/** Starts a callee; resolves when it is connected. */
async function callee(how: 'hang' | 'answer'): Promise<ChildProcess> {
  const child = fork(program, [testRedisUrl(), namespace, topic, how], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  await heard(child, 'connected');
  return child;
}

function heard(child: ChildProcess, what: string): Promise<void> {
  return new Promise((resolve) => {
    const listen = (message: unknown): void => {
      if (message !== what) return;
      child.off('message', listen);
      resolve();
    };
    child.on('message', listen);
  });
}

it('a call outlives the process that has taken it', { timeout: 60_000 }, async () => {
  const dying = await callee('hang');
  const taken = heard(dying, 'called');
  const call = MeshCall.exec<number>({ redis: testRedisUrl(), namespace, topic, options: { timeout: '50 seconds' } });
  await taken;
  dying.kill('SIGKILL');
  const other = await callee('answer');
  expect(await call).toBe(other.pid);
});
