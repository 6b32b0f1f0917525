import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Client } from '@perdure/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@perdure/worker';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { expect, it } from 'vitest';
import * as activities from './activities';
import { inSpan, recordSpans } from './spans';
import type { order as orderWorkflow } from './workflows';

const taskQueue = 'replayed';
const workflowsPath = fileURLToPath(new URL('workflows/index.ts', import.meta.url));
const script = fileURLToPath(new URL('../support/replay-child.mjs', import.meta.url));
const TIMEOUT_MS = 90_000;

it("a history that carries a trace is replayed by Temporal's own replayer", { timeout: TIMEOUT_MS }, async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const recording = recordSpans();
  const namespace = freshNamespace();
  const connection = await NativeConnection.connect({ address: testRedisUrl() });
  const worker = await Worker.create({ connection, namespace, taskQueue, workflowsPath, activities });
  const { workflow } = new Client({ connection, namespace });
  const runIds = await worker.runUntil(() =>
    inSpan('request', async () => {
      const options = { taskQueue, workflowId: 'order-1', args: ['Ann'] as [string] };
      const handle = await workflow.start<typeof orderWorkflow>('order', options);
      await waitFor(async () => (await handle.query<string>('state')) === 'waiting');
      await handle.signal('go');
      await handle.result();
      return [handle.firstExecutionRunId, (await handle.describe()).runId];
    }),
  );
  recording.stop();
  const histories = runIds.map(async (runId) => {
    const history = historyToJSON(await workflow.getHandle('order-1', runId).fetchHistory());
    return { name: `order-1 ${runId}`, history: JSON.parse(history) as object };
  });
  const jobs = JSON.stringify(await Promise.all(histories));
  await connection.close();
  expect(jobs.match(/_perdure-trace/g)?.length).toBeGreaterThanOrEqual(5);
  const said = execFileSync(process.execPath, [script, workflowsPath], { input: jobs, encoding: 'utf8' });
  const answers = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(answers).toEqual(runIds.map((runId) => ({ name: `order-1 ${runId}` })));
});
