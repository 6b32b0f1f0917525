import assert from 'node:assert/strict';
import { QueryNotRegisteredError, WorkflowUpdateFailedError, WorkflowUpdateStage } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure, rootCause } from '@temporalio/common';
import type { Environment } from '../../../environment';
import { withWorker } from '../../../support/with-worker';
import * as activities from './activities';
import { addLanguage, close, language, languages, museumSign, setLanguage } from './workflows';

export async function run(env: Environment): Promise<void> {
  const options = { workflowsPath: require.resolve('./workflows'), activities };
  await withWorker(env, options, async (client) => {
    const { taskQueue } = env;
    const handle = await client.workflow.start(museumSign, { taskQueue, workflowId: env.workflowId('sign') });
    assert.deepEqual(await handle.query(languages, {}), ['English', 'German']);
    await assert.rejects(handle.query(languages, { known: 'Latin' }), /No sign in Latin/);
    await assert.rejects(handle.query('weather'), QueryNotRegisteredError);

    assert.equal(await handle.executeUpdate(setLanguage, { args: ['German'] }), 'English');
    assert.equal(await handle.query(language), 'German');
    await assert.rejects(handle.executeUpdate(setLanguage, { args: ['French'] }), (error) => {
      assert(error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure);
      assert.equal(error.cause.message, 'French is not supported');
      return true;
    });

    const update = await handle.startUpdate(addLanguage, {
      args: ['French'],
      waitForStage: WorkflowUpdateStage.ACCEPTED,
      updateId: env.name('french'),
    });
    assert.equal(update.updateId, env.name('french'));
    assert.equal(await update.result(), 3);
    assert.equal(await handle.getUpdateHandle<number>(update.updateId).result(), 3);

    await assert.rejects(handle.executeUpdate(addLanguage, { args: ['Latin'] }), (error) => {
      assert(error instanceof WorkflowUpdateFailedError && error.cause instanceof ActivityFailure);
      assert.equal(rootCause(error.cause), 'Nobody speaks Latin');
      return true;
    });
    assert.equal(await handle.executeUpdate(setLanguage, { args: ['French'] }), 'German');

    await handle.signal(close, { name: 'Ann' });
    assert.equal(await handle.result(), 'Ne pas toucher (Ann)');
  });
}
