/**
 * Workers of MeshFlow are killed at random points while workflows take steps of every kind. Nothing is lost, and nothing is
 * doubled but what is documented: a function of an activity or of `once` is called again when its process died before its
 * outcome was stored.
 */
import { randomInt } from 'node:crypto';
import { Client, Connection } from '@perdure/client';
import { MeshFlow } from '@perdure/mesh';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quiet } from './support/flow-place';
import { killAll, MeshProcess } from './support/mesh-process';

const WORKFLOWS = 20;
const KILLS = 4;
const namespace = freshNamespace('crash');
const place = { taskQueue: 'main', namespace };
const processes: MeshProcess[] = [];

beforeAll(quiet);
afterAll(async () => {
  await killAll();
  await MeshFlow.shutdown();
});

async function worker(): Promise<MeshProcess> {
  const one = await MeshProcess.start('flow-worker', testRedisUrl(), namespace, 'answer');
  processes.push(one);
  return one;
}

/** Kills workers after a random number of things they have said since they started, and replaces them. */
async function killSome(isOver: () => boolean): Promise<number[]> {
  const points: number[] = [];
  while (points.length < KILLS && !isOver()) {
    const victim = processes.at(-1) as MeshProcess;
    const point = 2 + randomInt(30);
    await waitFor(() => isOver() || victim.said.length >= point, { intervalMs: 1, timeoutMs: 60_000 });
    if (isOver()) break;
    points.push(point);
    await victim.kill();
    await worker();
  }
  return points;
}

it('nothing is lost and nothing is doubled', { timeout: 180_000 }, async () => {
  const client = new MeshFlow.Client({ connection: testRedisUrl() });
  await worker();
  const collector = await client.workflow.start<number[]>({
    ...place,
    workflowName: 'tallies',
    args: ['tally', WORKFLOWS],
  });
  const handles = await Promise.all(
    Array.from({ length: WORKFLOWS }, (_, n) =>
      client.workflow.start({ ...place, workflowName: 'everything', args: [n, 'tally'] }),
    ),
  );
  let over = false;
  const ended = Promise.all(handles.map((handle) => handle.result())).finally(() => (over = true));
  const points = await killSome(() => over);
  const seen = `killed after ${points.join(', ')} things said`;
  expect(await ended, seen).toEqual(handles.map((_, n) => [n, n * 10, { n }, n * 10, false]));
  const tallied = await collector.result();
  expect(
    [...tallied].sort((a, b) => a - b),
    seen,
  ).toEqual(handles.map((_, n) => n));
  expect(
    processes.flatMap(({ said }) => said.filter((text) => text.startsWith('wrong'))),
    seen,
  ).toEqual([]);
  expect(points.length, seen).toBe(KILLS);
  await eachOnce('child');
  await eachOnce('hooked');
});

/** Each workflow has had one child and one hook. */
async function eachOnce(workflowType: string): Promise<void> {
  const connection = await Connection.connect({ address: testRedisUrl() });
  const { count } = await new Client({ connection, namespace }).workflow.count(`WorkflowType = '${workflowType}'`);
  await connection.close();
  expect(count, workflowType).toBe(WORKFLOWS);
}
