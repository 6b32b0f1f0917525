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
  say(`The order, from examples/src/quickstart/orders.json (prices in cents):`);
  for (const { quantity, product, unitPrice } of order.lines) say(`  ${quantity} x ${product}, ${unitPrice} each`);
  const began = performance.now();
  const handle = await client.workflow.start(fulfilOrder, {
    taskQueue,
    workflowId: `order-${order.id}-${Date.now()}`,
    args: [order],
  });
  say(`\nStarted workflow ${handle.workflowId} for ${order.customer}`);
  say(`Asked it with the query "progress": ${await handle.query(progress)}`);
  await handle.signal(approve, 'Charles');
  say('Sent it the signal "approve", from Charles');
  const receipt = await handle.result();
  const elapsed = Math.round(performance.now() - began);

  say(`\nIts result, the receipt:\n${JSON.stringify(receipt, undefined, 2)}`);
  say('\nIts history. After a crash, another worker would replay it and go on from the last line:\n');
  printHistory(await handle.fetchHistory());
  say(`\n${elapsed} ms from start to result (a failed payment, a child workflow and a 200 ms timer included).`);
  say('\nTo try next:');
  say('  examples/src/quickstart/workflows.ts   change the workflow and run this again');
  say('  npm run example                        more examples, one idea each, on a Redis of yours');
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
