import { fileURLToPath } from 'node:url';
import { Client, Connection, isGrpcDeadlineError } from '@perdure/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@perdure/worker';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventsOf, rejection, Scene, TASK_QUEUE, until } from '../support/scene';
import * as activityWorkflows from '../workflows/activities';
import * as chains from '../workflows/chains';
import * as failures from '../workflows/failures';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
  await scene.worker();
});
afterAll(() => scene.close());

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

it('a workflow type that is not in the bundle fails the task and names the type', async () => {
  const handle = await scene.start('notThere');
  expect(await scene.taskFailureOf(handle)).toBe(
    "Failed to initialize workflow of type 'notThere': no such function is exported by the workflow bundle",
  );
});

it('an activity that is not registered names those that are', async () => {
  const result = await scene.execute(activityWorkflows.quickly, ['notThere']);
  expect((result as { causeMessage: string }).causeMessage).toContain('available activities: [');
});

it('workflow code that imports fs names the chain of imports', async () => {
  const bundled = bundleWorkflowCode({ workflowsPath: path('./imports-fs.ts'), logger: new DefaultLogger('ERROR') });
  const { message } = await rejection(bundled);
  expect(message).toContain('node:fs');
  expect(message).toMatch(/imports-fs\.ts[^]*reads-file\.ts|reads-file\.ts[^]*imports-fs\.ts/);
});

it('a payload that cannot be serialised says which value', async () => {
  const { message } = await rejection(scene.start(failures.takes, [10n]));
  expect(message).toContain('Unable to convert 10 to payload');
});

it('a payload over 2 MB is refused before the workflow starts', async () => {
  const fresh = scene.fresh('large');
  const { message } = await rejection(scene.start(failures.takes, ['x'.repeat(2 * 1024 * 1024)], fresh));
  expect(message).toMatch(/2097154|2097152/);
  expect(message).toMatch(/maxPayloadBytes/);
  const missing = await rejection(scene.client.workflow.getHandle(fresh.workflowId).describe());
  expect(missing.name).toBe('WorkflowNotFoundError');
});

it('a payload over the limit of the connection is refused, in a workflow too', async () => {
  const namespace = freshNamespace();
  const address = testRedisUrl();
  const connection = await Connection.connect({ address, maxPayloadBytes: 1_000 });
  try {
    const client = new Client({ connection, namespace });
    const large = client.workflow.start('takes', { taskQueue: TASK_QUEUE, workflowId: 'w', args: ['x'.repeat(1_000)] });
    expect((await rejection(large)).message).toMatch(/limit is 1000/);
  } finally {
    await connection.close();
  }
});

it('a workflow id must not be empty, nor longer than 1,000 characters', async () => {
  expect((await rejection(scene.start(failures.takes, [], { workflowId: '' }))).message).toBe(
    'Missing WorkflowOptions.workflowId',
  );
  const long = await rejection(scene.start(failures.takes, [], { workflowId: 'x'.repeat(1_001) }));
  expect(long.message).toMatch(/has 1001 characters; at most 1000 are allowed\. Shorten it/);
});

it('a start without a task queue says so', async () => {
  expect((await rejection(scene.start(failures.takes, [], { taskQueue: '' }))).message).toBe(
    'Missing WorkflowOptions.taskQueue',
  );
});

it('a worker without a task queue says so', async () => {
  const connection = await NativeConnection.connect({ address: testRedisUrl() });
  try {
    await expect(Worker.create({ connection, taskQueue: '' })).rejects.toThrow('Task queue name is required');
  } finally {
    await connection.close();
  }
});

it('a query to a workflow no worker serves ends at its deadline', async () => {
  const handle = await scene.start(chains.neverEnds, [], { taskQueue: 'nobody' });
  const asked = scene.client.withDeadline(Date.now() + 200, () => handle.query('anything'));
  expect(isGrpcDeadlineError(await rejection(asked))).toBe(true);
  await handle.terminate();
});

it('what is sent to a workflow there is none of says so', async () => {
  const handle = scene.client.workflow.getHandle('nobody');
  const calls = [
    () => handle.signal('s'),
    () => handle.query('q'),
    () => handle.cancel(),
    () => handle.terminate(),
    () => handle.describe(),
    () => handle.result(),
    () => handle.executeUpdate('u'),
    () => handle.fetchHistory(),
  ];
  for (const call of calls) expect((await rejection(call())).name).toBe('WorkflowNotFoundError');
});

it('a large result of a workflow fails its task and says what to do', async () => {
  const handle = await scene.start('returnsMuch');
  const message = await scene.taskFailureOf(handle);
  expect(message).toMatch(/2097152/);
  expect(message).toMatch(/payload codec/);
  await until('its end', async () => (await eventsOf(handle)).length > 4);
});
