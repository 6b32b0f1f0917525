import { type RedisServer, startRedis } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { expectSound } from './support/check-history';
import type { Process } from './support/process';
import type { Scene } from './support/scene';
import { test } from './support/test';

const SENDERS = ['a', 'b', 'c', 'd'];
const EACH = 250;

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describe.concurrent('a thousand signals from four processes to one workflow', () => {
  test(
    'invariant 8: none is lost, none doubled, each sender keeps its order',
    () => redis,
    async (scene) => {
      await scene.worker('worker');
      const handle = await scene.start('collect', 'w', [100_000]);
      await send(await startSenders(scene), 0, EACH);
      await handle.signal('finish');
      expectAll((await handle.result()) as string[]);
      expectSound(await scene.history('w'));
    },
  );

  test(
    'invariant 8: also while the workflow continues as new and its worker is killed',
    () => redis,
    async (scene) => {
      const first = await scene.worker('first');
      const handle = await scene.start('collect', 'w', [20], { workflowTaskTimeout: '1 second' });
      const chain = (): Promise<string[]> => runsOf(scene, handle.firstExecutionRunId);
      const clients = await startSenders(scene);
      const half = send(clients, 0, EACH / 2);
      await scene.until('the workflow to continue as new', async () => (await chain()).length > 1);
      await first.kill();
      await half;
      const before = (await chain()).length;
      await scene.worker('second');
      await scene.until('it to continue as new elsewhere', async () => (await chain()).length > before);
      await send(clients, EACH / 2, EACH);
      await handle.signal('finish');
      expectAll((await handle.result()) as string[]);
      const runs = await chain();
      for (const runId of runs.slice(0, -1)) {
        expectSound(await scene.history('w', runId), 'WorkflowExecutionContinuedAsNew');
      }
      expectSound(await scene.history('w', runs.at(-1)));
    },
  );
});

describe.concurrent('a run that could not end because a signal came in between', () => {
  test(
    'invariant 3: takes signals also when its worker dies and no other one is there',
    () => redis,
    async (scene) => {
      const proxy = await scene.proxy();
      const worker = await scene.worker('worker', proxy);
      const client = await scene.clientProcess('client');
      const handle = await scene.start('collect', 'w', [1], { workflowTaskTimeout: '1 second' });
      const signals = (from: number, to: number): ReturnType<Process['call']> =>
        client.call({ do: 'signals', workflowId: 'w', sender: 'a', from, to });
      const ending = proxy.hold('"WorkflowExecutionContinuedAsNew"');
      await signals(0, 1);
      await ending.held;
      await signals(1, 2);
      const endingAgain = proxy.lose('request', '"WorkflowExecutionContinuedAsNew"');
      ending.release();
      await endingAgain;
      await worker.kill();
      expect((await signals(2, 3)).error).toBeUndefined();
      await scene.worker('another');
      await handle.signal('finish');
      expect(await handle.result()).toEqual(['a:0', 'a:1', 'a:2']);
    },
  );
});

function startSenders(scene: Scene): Promise<Process[]> {
  return Promise.all(SENDERS.map((sender) => scene.clientProcess(sender)));
}

async function send(clients: readonly Process[], from: number, to: number): Promise<void> {
  const calls = clients.map((client, index) =>
    client.call({ do: 'signals', workflowId: 'w', sender: SENDERS[index]!, from, to }),
  );
  expect((await Promise.all(calls)).map(({ error }) => error)).toEqual(SENDERS.map(() => undefined));
}

function expectAll(items: readonly string[]): void {
  const indexes = Array.from({ length: EACH }, (_, index) => index);
  for (const sender of SENDERS) {
    const mine = items.filter((item) => item.startsWith(`${sender}:`));
    expect(mine).toEqual(indexes.map((index) => `${sender}:${index}`));
  }
  expect(items).toHaveLength(SENDERS.length * EACH);
}

/** The runs of the chain so far. */
async function runsOf(scene: Scene, firstRunId: string): Promise<string[]> {
  const runs: string[] = [];
  for (let runId: string | undefined = firstRunId; runId;) {
    runs.push(runId);
    const last = (await scene.history('w', runId)).at(-1);
    runId = last?.type === 'WorkflowExecutionContinuedAsNew' ? last.newExecutionRunId : undefined;
  }
  return runs;
}
