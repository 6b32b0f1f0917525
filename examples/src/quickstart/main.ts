/**
 * The quickstart: a worker and a client in one process, one order from input to receipt. In an application they are
 * processes of their own.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@perdure/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@perdure/worker';
import * as activities from './activities';
import { printHistory } from './history-table';
import type { Order } from './order';
import { approve, fulfilOrder, progress } from './workflows';

const taskQueue = 'quickstart';

async function main(): Promise<void> {
  // The payment fails on purpose; its warning would drown the rest.
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const [order] = JSON.parse(readFileSync(join(__dirname, '../../src/quickstart/orders.json'), 'utf8')) as [Order];
  const workerConnection = await NativeConnection.connect();
  const worker = await Worker.create({
    connection: workerConnection,
    taskQueue,
    workflowsPath: require.resolve('./workflows'),
    activities,
  });
  const connection = await Connection.connect();
  const client = new Client({ connection });

  try {
    await worker.runUntil(() => fulfil(client, order));
  } finally {
    await connection.close();
    await workerConnection.close();
  }
}

async function fulfil(client: Client, order: Order): Promise<void> {
  const began = performance.now();
  const handle = await client.workflow.start(fulfilOrder, {
    taskQueue,
    workflowId: `order-${order.id}-${Date.now()}`,
    args: [order],
  });
  say(`Started workflow ${handle.workflowId}`);
  say(`Its progress, asked with a query: ${await handle.query(progress)}`);
  await handle.signal(approve, 'Charles');
  say('Sent the signal "approve"');
  const receipt = await handle.result();
  const elapsed = Math.round(performance.now() - began);

  say('Result:');
  say(JSON.stringify(receipt, undefined, 2));
  say('\nIts history, as it is stored and would be replayed after a crash:');
  printHistory(await handle.fetchHistory());
  say(`\n${elapsed} ms from start to result (a failed payment, a child workflow and a 200 ms timer included).`);
  say('\nTo try next:');
  say('  examples/src/quickstart/workflows.ts   change the workflow and run this again');
  say('  docs/architecture.md                   what happens between the client and the worker');
  say('  npm run bench -- --quick               how fast it is on this machine');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
