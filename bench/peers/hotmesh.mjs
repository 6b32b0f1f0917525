// HotMesh 0.3.7: a workflow with one activity, from start to result. Worker and client share a process: its workers
// find each other through the same keys either way.
import { createRequire } from 'node:module';
import { lanes } from './lanes.mjs';

const require = createRequire(import.meta.url);
const { MeshCall, MeshFlow } = require('@hotmeshio/hotmesh');
const { Redis } = require('ioredis');

const [url, mode] = process.argv.slice(2);
const { hostname: host, port } = new URL(url);
const connection = { class: Redis, options: { host, port: Number(port) } };

const activities = { echo: async (value) => value };

async function oneActivity(value) {
  const { echo } = MeshFlow.workflow.proxyActivities({ activities });
  return await echo(value);
}

console.info = console.warn = console.error = () => {};
const worker = await MeshFlow.Worker.create({ connection, taskQueue: 'bench', workflow: oneActivity });
await worker.run();
const client = new MeshFlow.Client({ connection });
let id = 0;
const one = async () => {
  const handle = await client.workflow.start({
    args: ['hello'],
    taskQueue: 'bench',
    workflowName: 'oneActivity',
    workflowId: `hotmesh-${process.pid}-${id++}`,
  });
  return handle.result();
};

const results = [];
for (const [inFlight, total] of mode === 'quick'
  ? [
      [1, 20],
      [100, 300],
    ]
  : [
      [1, 50],
      [10, 300],
      [100, 1_000],
    ]) {
  results.push({ system: 'hotmesh', scenario: 'one-activity', inFlight, ...(await lanes(inFlight, total, one)) });
}

// A call of a function, and answers that are cached, each of its own id.
const redis = connection;
await MeshCall.connect({ topic: 'bench.echo', redis, callback: async (value) => value });
const call = (options) => MeshCall.exec({ topic: 'bench.echo', args: ['hello'], redis, options });
const ids = Array.from({ length: 100 }, (_, n) => `cached-${process.pid}-${n}`);
for (const cached of ids) await call({ id: cached, ttl: '1 hour' });
let next = 0;
const few = mode === 'quick' ? 5 : 1;
for (const [scenario, inFlight, total, operation] of [
  ['meshcall', 1, 500, () => call()],
  ['meshcall', 100, 2_000, () => call()],
  ['meshcall, cached', 100, 20_000, () => call({ id: ids[next++ % ids.length], ttl: '1 hour' })],
]) {
  results.push({
    system: 'hotmesh',
    scenario,
    inFlight,
    ...(await lanes(inFlight, Math.ceil(total / few), operation)),
  });
}
process.stdout.write(`${JSON.stringify(results)}\n`, () => process.exit(0));
