/** A worker as a process of its own, until it is told to stop by a signal, or killed. */
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@perdure/worker';
import * as activities from './activities';
import { processOptions, report, TASK_QUEUE } from './reports';

async function main(): Promise<void> {
  const { redis, namespace, identity } = processOptions();
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    report({ kind: 'log', text: `${level} ${message} ${JSON.stringify(meta ?? {}, errorsToo)}` });
  });
  Runtime.install({ logger });
  const connection = await NativeConnection.connect({ redis });
  const worker = await Worker.create({
    connection,
    namespace,
    identity,
    taskQueue: TASK_QUEUE,
    workflowsPath: require.resolve('./workflows'),
    activities,
    shutdownGraceTime: '10 seconds',
  });
  report({ kind: 'ready' });
  await worker.run();
  await connection.close();
  process.disconnect();
}

function errorsToo(_key: string, value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : typeof value === 'bigint' ? String(value) : value;
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
