import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import { createLabels } from './activities';
import { goOn, pack } from './workflows';

export async function run(env: Environment): Promise<void> {
  const { code } = await bundleWorkflowCode({ workflowsPath: require.resolve('./workflows') });
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  const codePath = join(folder, 'workflow-bundle.js');
  await writeFile(codePath, code);
  const workflowId = env.workflowId('vase');
  try {
    await withWorker(env, { workflowBundle: { code }, activities: createLabels('Ann') }, async (client) => {
      const handle = await client.workflow.start(pack, { taskQueue: env.taskQueue, workflowId, args: ['vase'] });
      await env.until('the first label', async () => {
        const { events } = await handle.fetchHistory();
        const last = events?.at(-1)?.workflowTaskCompletedEventAttributes;
        return last && events?.some(({ activityTaskCompletedEventAttributes: labelled }) => labelled);
      });
    });
    await withWorker(env, { workflowBundle: { codePath }, activities: createLabels('Bob') }, async (client) => {
      const handle = client.workflow.getHandle<typeof pack>(workflowId);
      await handle.signal(goOn);
      assert.equal(await handle.result(), 'vase by Ann, vase by Bob');
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
