/** A cron job of several servers, some of which are killed. */
import { Client, Connection } from '@perdure/client';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { killAll, MeshProcess } from './support/mesh-process';

const CYCLES = 4;
const namespace = freshNamespace('cron');
const timeout = 90_000;
let connection: Connection;
let client: Client;

beforeAll(async () => {
  connection = await Connection.connect({ address: testRedisUrl() });
  client = new Client({ connection, namespace });
});
afterEach(killAll);
afterAll(() => connection.close());

function server(topic: string, how: 'hang' | 'answer' = 'answer'): Promise<MeshProcess> {
  return MeshProcess.start('cron-server', testRedisUrl(), namespace, topic, String(CYCLES), how);
}

/** Waits for the last cycle; the times for which the job has run, one for each of its workflows that has completed. */
async function timesOf(topic: string): Promise<string[]> {
  const handle = client.schedule.getHandle(`meshcall/${topic}/job`);
  await waitFor(
    async () => {
      const { info } = await handle.describe();
      return info.nextActionTimes.length === 0 && info.runningActions.length === 0;
    },
    { timeoutMs: 60_000 },
  );
  const times: string[] = [];
  const query = `WorkflowType = 'meshcallCron' AND TaskQueue = 'meshcall/${topic}' AND ExecutionStatus = 'Completed'`;
  for await (const { workflowId } of client.workflow.list({ query })) times.push(workflowId);
  return times;
}

it('two servers that start the same job at once make one, and each of its times is run once', { timeout }, async () => {
  const servers = await Promise.all([server('twice'), server('twice')]);
  const times = await timesOf('twice');
  expect(servers.map(({ said }) => said[0]).sort()).toEqual(['made', 'there already']);
  expect(new Set(times).size).toBe(CYCLES);
  expect(times).toHaveLength(CYCLES);
  expect(servers[0].times('run') + servers[1].times('run')).toBe(CYCLES);
});

it(
  'a job outlives the process that made it and died in a run: another one makes that run, and the rest',
  { timeout },
  async () => {
    const dying = await server('dies', 'hang');
    await dying.heard('run');
    await dying.kill();
    const other = await server('dies');
    expect(other.said[0]).toBe('there already');
    const times = await timesOf('dies');
    expect(new Set(times).size).toBe(CYCLES);
    expect(other.times('run')).toBe(CYCLES);
  },
);

it('a job outlives a time when nobody was there', { timeout }, async () => {
  const first = await server('nobody');
  await first.heard('run');
  await first.kill();
  const { info } = await client.schedule.getHandle('meshcall/nobody/job').describe();
  expect(info.nextActionTimes.length).toBeGreaterThan(0);
  await server('nobody');
  expect(new Set(await timesOf('nobody')).size).toBe(CYCLES);
});
