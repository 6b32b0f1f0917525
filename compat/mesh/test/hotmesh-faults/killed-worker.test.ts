import { MeshFlow } from '@perdure/mesh';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { killAll, MeshProcess } from '../support/mesh-process';

const WORKFLOWS = 100;
const namespace = freshNamespace('killed');

afterAll(async () => {
  await killAll();
  await MeshFlow.shutdown();
});

describe('a worker killed in an activity is replaced after 69 s and one or two of a hundred workflows are lost for good', () => {
  it('no: the next worker takes over what it had in hand, and all hundred end', { timeout: 60_000 }, async () => {
    const client = new MeshFlow.Client({ connection: testRedisUrl() });
    const start = (how: string): Promise<MeshProcess> =>
      MeshProcess.start('flow-worker', testRedisUrl(), namespace, how);
    const dying = await start('hang');
    const handles = await Promise.all(
      Array.from({ length: WORKFLOWS }, (_, n) =>
        client.workflow.start<number[]>({ args: [n], taskQueue: 'main', workflowName: 'carries', namespace }),
      ),
    );
    await dying.heard('work', WORKFLOWS / 2);
    await dying.kill();
    await start('answer');
    const results = await Promise.all(handles.map((handle) => handle.result()));
    expect(results).toEqual(handles.map((_, n) => [n * 10, n * 10 + 10]));
  });
});
