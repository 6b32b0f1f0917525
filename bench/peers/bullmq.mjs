// BullMQ: add to finished, 100 in flight. The worker runs in a process of its own, as ours does.
import { fork } from 'node:child_process';
import { Queue, QueueEvents, Worker } from 'bullmq';
import { lanes } from './lanes.mjs';

const [url, mode] = process.argv.slice(2);
const { hostname: host, port } = new URL(url);
const connection = { host, port: Number(port), maxRetriesPerRequest: null };

if (mode === 'worker') {
  const worker = new Worker('bench', async (job) => job.data, { connection, concurrency: 200 });
  await worker.waitUntilReady();
  process.send('ready');
  process.on('message', () => process.exit(0));
} else {
  const child = fork(process.argv[1], [url, 'worker']);
  await new Promise((resolve) => child.once('message', resolve));
  const queue = new Queue('bench', { connection });
  const events = new QueueEvents('bench', { connection });
  await events.waitUntilReady();
  const total = mode === 'quick' ? 2_000 : 10_000;
  const one = async () => (await queue.add('echo', { value: 'hello' })).waitUntilFinished(events);
  await lanes(20, 200, one);
  const result = await lanes(100, total, one);
  console.log(JSON.stringify([{ system: 'bullmq', scenario: 'add-to-finished', inFlight: 100, ...result }]));
  child.send('stop');
  process.exit(0);
}
