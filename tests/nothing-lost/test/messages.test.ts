import { type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { count, expectSound } from './support/check-history';
import type { Scene } from './support/scene';
import { test } from './support/test';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const BRIEFLY = { workflowTaskTimeout: '1 second' };

const MOMENTS = [
  ['request', 'before a message is delivered'],
  ['silence', 'after a message was delivered and before that is noted'],
] as const;

describe.concurrent.each(MOMENTS)('the process that delivers messages dies (%s: %s)', (loss) => {
  /** Has the first worker die at the message whose delivery has this text; a second one is there afterwards. */
  async function dieAt(scene: Scene, text: string, begin: () => Promise<unknown>): Promise<void> {
    const proxy = await scene.proxy();
    const first = await scene.worker('first', proxy);
    const lost = proxy.lose(loss, text);
    await begin();
    await lost;
    await first.kill();
    await scene.worker('second');
  }

  async function expectParentAndChild(scene: Scene): Promise<void> {
    expect(await scene.client.workflow.getHandle('p').result()).toBe('child of p');
    const [parent, child] = [await scene.history('p'), await scene.history('c')];
    expectSound(parent);
    expectSound(child);
    expect(count(parent, 'ChildWorkflowExecutionStarted')).toBe(1);
    expect(count(parent, 'ChildWorkflowExecutionCompleted')).toBe(1);
    const started = parent.find((event) => event.type === 'ChildWorkflowExecutionStarted');
    expect(started).toMatchObject({ runId: (await scene.client.workflow.getHandle('c').describe()).runId });
  }

  test(
    'invariant 8: a child is started once and its parent hears of it',
    () => redis,
    async (scene) => {
      await dieAt(scene, '"WorkflowExecutionStarted"', () => scene.start('parent', 'p', ['c'], BRIEFLY));
      await expectParentAndChild(scene);
    },
  );

  test(
    'invariant 8: a parent hears once that its child has ended',
    () => redis,
    async (scene) => {
      await dieAt(scene, '"ChildWorkflowExecutionCompleted"', () => scene.start('parent', 'p', ['c'], BRIEFLY));
      await expectParentAndChild(scene);
    },
  );

  test(
    'invariant 8: a child is cancelled once by the end of its parent',
    () => redis,
    async (scene) => {
      await dieAt(scene, '"WorkflowExecutionCancelRequested"', async () => {
        const parent = await scene.start('parentThatLeaves', 'p', ['c'], BRIEFLY);
        await scene.eventually('p', 'ChildWorkflowExecutionStarted');
        await parent.signal('finish');
      });
      expect(await scene.client.workflow.getHandle('p').result()).toBe('left');
      await scene.eventually('c', 'WorkflowExecutionCanceled');
      const child = await scene.history('c');
      expectSound(child, 'WorkflowExecutionCanceled');
      expect(count(child, 'WorkflowExecutionCancelRequested')).toBe(1);
    },
  );
});

describe.concurrent('the process that delivers messages is frozen', () => {
  test(
    'invariant 8: the start of a child that was on its way starts nothing when the child has ended long ago',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const frozen = await scene.worker('frozen', proxy);
      const delivery = proxy.hold('"WorkflowExecutionStarted"');
      const handle = await scene.start('parent', 'p', ['c'], BRIEFLY);
      await delivery.held;
      await frozen.kill('SIGSTOP');
      await scene.worker('other');
      expect(await handle.result()).toBe('child of p');
      const { runId } = await scene.client.workflow.getHandle('c').describe();
      delivery.release();
      await delivery.answered;
      await frozen.kill('SIGCONT');
      expect((await scene.client.workflow.getHandle('c').describe()).runId).toBe(runId);
      expectSound(await scene.history('p'));
      expectSound(await scene.history('c'));
    },
  );
});
