import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Environment } from '../../environment';
import type { Line, Order } from './serve-and-log';

export async function run({ address, namespace, taskQueue, name }: Environment): Promise<void> {
  const order: Order = { address, namespace, taskQueue, workflowId: name('serve') };
  const lines = await logged(order);

  const of = (component: string) => lines.filter(({ meta }) => meta['sdkComponent'] === component);
  const own = of('workflow').filter(({ meta }) => meta['drink'] !== undefined);
  assert.deepEqual(
    own.map(({ level, message }) => [level, message]),
    [
      ['INFO', 'An order'],
      ['WARN', 'The glass is full'],
    ],
  );
  assert(own.every(({ meta }) => meta['workflowId'] === order.workflowId && meta['workflowType'] === 'serve'));

  const [pouring, ...more] = of('activity').filter(({ meta }) => meta['drink'] !== undefined);
  assert.equal(more.length, 0);
  assert.equal(pouring?.message, 'Pouring');
  assert.equal(pouring.meta['activityType'], 'pour');
  assert.equal(pouring.meta['workflowId'], order.workflowId);

  assert(of('worker').length > 0);
  assert(lines.every(({ level }) => level !== 'DEBUG'));
}

async function logged(order: Order): Promise<Line[]> {
  const child = fork(require.resolve('./serve-and-log'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(order);
  try {
    const [lines] = (await Promise.race([once(child, 'message'), ended(child)])) as [Line[]];
    return lines;
  } finally {
    child.kill();
  }
}

async function ended(child: ReturnType<typeof fork>): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`The process that logs has ended with ${code}`);
}
