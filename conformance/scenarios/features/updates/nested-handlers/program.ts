import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { rejection } from '../../../support/failures';
import { named } from '../../../support/named';
import { besideWorker, withClient } from '../../../support/with-worker';
import { names, nested } from './workflows';

const ADMISSION_MS = 500;

export async function run(env: Environment): Promise<void> {
  await withClient(env, undefined, async (client) => {
    const handle = await client.workflow.start(nested, named(env, 'nested'));
    // No worker yet: each is admitted, and a short deadline ends the call.
    for (const name of names) {
      const send = () => handle.startUpdate(name, { updateId: env.name(name), waitForStage: 'ACCEPTED' });
      await rejection(client.withDeadline(Date.now() + ADMISSION_MS, send));
    }
    await besideWorker(env, { workflowsPath: require.resolve('./workflows') }, async () => {
      for (const name of names) await handle.getUpdateHandle(env.name(name)).result();
      assert.deepEqual(await handle.result(), [
        ...names.map((name) => `${name} accepted`),
        ...[...names].reverse().map((name) => `${name} completed`),
      ]);
    });
  });
}
