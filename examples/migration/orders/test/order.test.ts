import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WorkflowFailedError } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import * as activities from '../src/activities';
import { packed, state, takeOrder } from '../src/workflows';

let testEnv: TestWorkflowEnvironment;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  testEnv = await TestWorkflowEnvironment.createTimeSkipping();
});

afterAll(async () => {
  await testEnv.teardown();
});

const order = (id: string, amount = 40) => ({
  taskQueue: 'orders',
  workflowId: `order-${id}`,
  args: [{ id, items: ['lamp', 'book'], amount }] as Parameters<typeof takeOrder>,
});

async function withWorker<T>(work: () => Promise<T>): Promise<T> {
  const worker = await Worker.create({
    connection: testEnv.nativeConnection,
    taskQueue: 'orders',
    workflowsPath: require.resolve('../src/workflows'),
    activities,
  });
  return await worker.runUntil(work);
}

test('an order that is packed in time is shipped', async () => {
  await withWorker(async () => {
    const handle = await testEnv.client.workflow.start(takeOrder, order('1'));
    await testEnv.sleep('2 days');
    expect(await handle.query(state)).toBe('waiting for the warehouse');
    await handle.signal(packed);
    expect(await handle.result()).toBe('pigeon-1');
  });
});

test('an order that nobody packs is paid back after a week', async () => {
  const failure = await withWorker(() =>
    testEnv.client.workflow.execute(takeOrder, order('2')).catch((e: unknown) => e),
  );
  expect(failure).toBeInstanceOf(WorkflowFailedError);
  expect((failure as WorkflowFailedError).cause).toMatchObject({ message: 'Out of stock', type: 'OutOfStock' });
});

test('an order for nothing is not charged', async () => {
  const failure = await withWorker(() =>
    testEnv.client.workflow.execute(takeOrder, order('3', 0)).catch((e: unknown) => e),
  );
  const { cause } = failure as WorkflowFailedError;
  expect(cause).toBeInstanceOf(ActivityFailure);
  expect((cause as ActivityFailure).cause).toBeInstanceOf(ApplicationFailure);
});
