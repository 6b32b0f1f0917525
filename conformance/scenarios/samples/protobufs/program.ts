import assert from 'node:assert/strict';
import { decode } from '@temporalio/common/lib/encoding';
import type { Environment } from '../../environment';
import { withWorker } from '../../support/with-worker';
import * as activities from './activities';
import { isBread, makeDough } from './messages';
import { makeBread } from './workflows';

const workflowsPath = require.resolve('./workflows');
const dataConverter = { payloadConverterPath: require.resolve('./payload-converter') };

export const replay = { workflowsPath, dataConverter };

export async function run(env: Environment): Promise<void> {
  await withWorker(
    env,
    { workflowsPath, activities, dataConverter, clientOptions: { dataConverter } },
    async (client) => {
      const handle = await client.workflow.start(makeBread, {
        taskQueue: env.taskQueue,
        workflowId: env.workflowId('bread'),
        args: [makeDough({ flour: 'rye', grams: 1000 }), ['Vollkorn']],
      });
      const bread = await handle.result();
      assert(isBread(bread));
      assert.equal(bread.name, 'Vollkorn of rye');
      assert.deepEqual([...bread.loaves], [500, 500]);

      const { events } = await handle.fetchHistory();
      const payloads = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
      const texts = payloads.map(({ metadata }) =>
        Object.entries(metadata ?? {}).map(([key, value]) => `${key} ${decode(value)}`),
      );
      assert.deepEqual(
        texts.map((entries) => entries.sort()),
        [['encoding json/protobuf', 'messageType bakery.Dough'], ['encoding json/plain']],
      );
    },
  );
}
