/**
 * The process that runs scenarios. It owns the connection by which histories are exported, nothing else: a program that
 * crashes or blocks it takes down only this process, and the runner goes on with another.
 */
import { describeError, runScenario } from './run-scenario';
import type { HostNews, HostOrder } from './protocol';
import { loadSdk } from './sdk';

process.once('message', (order: HostOrder) => void obey(order));
// The runner is gone: nobody will read what comes of it.
process.once('disconnect', () => process.exit());

async function obey(order: HostOrder): Promise<void> {
  const { client: sdk, worker } = loadSdk(order.target);
  worker.Runtime.install({ logger: new worker.DefaultLogger('ERROR', () => undefined) });
  const { address, namespace } = order;
  const connection = await sdk.Connection.connect({ address }).catch((error: unknown) => {
    tell({ kind: 'unreachable', reason: describeError(error) });
  });
  if (!connection) return process.disconnect();
  const client = new sdk.Client({ connection, namespace });
  const queue = [...order.scenarios];
  const lane = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      tell({ kind: 'began', id });
      tell({ kind: 'ended', id, ...(await runScenario(client, id, order)) });
    }
  };
  await Promise.all(Array.from({ length: order.concurrency }, lane));
  await connection.close();
  process.disconnect();
}

function tell(news: HostNews): void {
  process.send?.(news);
}
