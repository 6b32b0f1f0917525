import assert from 'node:assert/strict';
import type { Environment } from '../../../environment';
import { causeOf } from '../../../support/failures';
import { eventsOf } from '../../../support/history';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { fails } from './workflows';

export async function run(env: Environment): Promise<void> {
  const dataConverter = { failureConverterPath: require.resolve('./failure-converter') };
  const worker = { workflowsPath: require.resolve('./workflows'), dataConverter, clientOptions: { dataConverter } };
  await withWorker(env, worker, async (client) => {
    const handle = await client.workflow.start(fails, named(env, 'fails'));
    assert.equal((await causeOf(handle.result())).message, 'Ann is not solvent');
    const last = (await eventsOf(handle)).at(-1);
    assert.equal(last?.workflowExecutionFailedEventAttributes?.failure?.message, 'Encoded failure');
  });
}
