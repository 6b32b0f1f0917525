// HotMesh 0.3.7: a workflow with one activity, from start to result. Worker and client share a process: its workers
// find each other through the same keys either way.
import { createRequire } from 'node:module';
import { lanes } from './lanes.mjs';

const require = createRequire(import.meta.url);
const { MeshFlow } = require('@hotmeshio/hotmesh');
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
process.stdout.write(`${JSON.stringify(results)}\n`, () => process.exit(0));
