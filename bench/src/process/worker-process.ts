/** The worker of a benchmark, in a process of its own. Arguments: task queue, runs kept warm. */
import { NativeConnection, Worker } from '@perdure/worker';
import * as activities from '../activities';

async function main(): Promise<void> {
  const [taskQueue = 'bench', cached = '2000'] = process.argv.slice(2);
  const connection = await NativeConnection.connect();
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowsPath: require.resolve('../workflows'),
    activities,
    maxCachedWorkflows: Number(cached),
    maxConcurrentWorkflowTaskExecutions: 200,
    maxConcurrentActivityTaskExecutions: 200,
  });
  process.on('message', () => worker.shutdown());
  const running = worker.run();
  process.send?.({ ready: true, startMs: Math.round(process.uptime() * 1_000) });
  await running;
  await connection.close();
  process.disconnect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
