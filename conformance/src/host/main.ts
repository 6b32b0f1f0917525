/**
 * The process that runs scenarios. It owns the connection by which histories are exported, nothing else: a program that
 * crashes or blocks it takes down only this process, and the runner goes on with another.
 */
import type { Client } from '@perdure/client';
import type { Target } from '../scenarios/scenario';
import { loadSdk, type Sdk } from '../sdk';
import type { HostNews, HostOrder } from './protocol';
import { runScenario } from './run-scenario';

process.once('message', (order: HostOrder) => void obey(order));
// The runner is gone: nobody will read what comes of it.
process.once('disconnect', () => process.exit());

async function obey(order: HostOrder): Promise<void> {
  const loaded = load(order.target);
  if (!loaded) return process.disconnect();
  const { client: sdk, worker } = loaded;
  if (!order.isolated) worker.Runtime.install({ logger: new worker.DefaultLogger('ERROR', () => undefined) });
  const connection = await sdk.Connection.connect({ address: order.address }).catch((error: unknown) => {
    tell({ kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) });
  });
  if (!connection) return process.disconnect();
  await runAll(new sdk.Client({ connection, namespace: order.namespace }), order);
  await connection.close();
  process.disconnect();
}

function load(target: Target): Sdk | undefined {
  try {
    return loadSdk(target);
  } catch (error) {
    const [reason] = String(error).split('\n');
    tell({ kind: 'unreachable', reason: `its packages cannot be loaded (${reason})` });
    return undefined;
  }
}

async function runAll(client: Client, order: HostOrder): Promise<void> {
  const queue = [...order.scenarios];
  const lane = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      tell({ kind: 'began', id });
      tell({ kind: 'ended', id, ran: await runScenario(client, id, order) });
    }
  };
  await Promise.all(Array.from({ length: order.concurrency }, lane));
}

function tell(news: HostNews): void {
  process.send?.(news);
}
