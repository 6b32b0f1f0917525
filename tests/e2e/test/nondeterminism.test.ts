import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { causeOf, eventsOf, Scene, until, untilEvent } from './support/scene';

const path = (name: string) => fileURLToPath(new URL(`./nondeterminism/${name}.ts`, import.meta.url));
const before = { workflowsPath: path('before') };
const after = { workflowsPath: path('after') };

/** A workflow that the first version has begun and the second is to go on with. */
async function deployed(
  second: object,
  test: (scene: Scene, handle: Awaited<ReturnType<Scene['start']>>) => Promise<void>,
) {
  const scene = await Scene.open();
  try {
    const first = await scene.worker(before);
    const handle = await scene.start('changes');
    await untilEvent(handle, 'activityTaskCompleted');
    await scene.stop(first);
    await handle.signal('go');
    await scene.worker({ ...after, ...second });
    await test(scene, handle);
  } finally {
    await scene.close();
  }
}

it('9.17 code that does something else fails the task, says what it did at which event, and the right code goes on', async () => {
  await deployed({}, async (scene, handle) => {
    const failed = await until('the failed task', async () =>
      (await eventsOf(handle)).find((event) => event.workflowTaskFailedEventAttributes),
    );
    const { cause, failure } = failed.workflowTaskFailedEventAttributes!;
    expect(cause).toBe(24); // NON_DETERMINISTIC_ERROR
    expect(failure?.message).toMatch(/event 5/i);
    expect(failure?.message).toMatch(/ActivityTaskScheduled/);
    expect(failure?.message).toMatch(/timer/i);
    for (const worker of scene.workers) await scene.stop(worker);
    await scene.worker(before);
    expect(await handle.result()).toBe('done');
  });
});

it('9.17 it fails the workflow where the worker says so', async () => {
  await deployed({ workflowFailureErrorTypes: { '*': ['NondeterminismError'] } }, async (_scene, handle) => {
    expect((await causeOf(handle.result())).message).toMatch(/ActivityTaskScheduled/);
  });
});

it('two workers of one queue with different bundles: the message names the cause', async () => {
  await deployed({}, async (scene, handle) => {
    const error = await until('the log', () => scene.taskErrorsOf(handle)[0]);
    expect(error.message).toMatch(/determinis/i);
    await handle.terminate();
  });
});
