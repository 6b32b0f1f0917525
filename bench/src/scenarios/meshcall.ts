import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { MeshCall } from '@perdure/mesh';
import { inFlight } from '../measure';
import { row, type Result } from '../result';
import type { Scenario, ScenarioContext } from './context';

const TOPIC = 'bench.echo';
const TTL = '1 hour';
const AMOUNTS = [
  { lanes: 1, total: 1_000 },
  { lanes: 100, total: 20_000 },
] as const;

/** Calls of a function in another process, and answers that are cached: each of its own id, and all of one. */
export const meshCallScenario: Scenario = {
  name: 'meshcall',
  async run(context) {
    const callee = await startCallee(context);
    try {
      return await measureCalls(context);
    } finally {
      callee.send('stop');
      await once(callee, 'exit');
      await MeshCall.shutdown();
    }
  },
};

async function measureCalls({ quick, redisUrl, newId }: ScenarioContext): Promise<Result[]> {
  const exec = (options?: { readonly id: string; readonly ttl: string }) =>
    MeshCall.exec({ redis: redisUrl, topic: TOPIC, args: ['hello'], options });
  await inFlight(20, 1_000, () => exec());
  const ids = Array.from({ length: 100 }, newId);
  const results: Result[] = [];
  for (const { lanes, total } of AMOUNTS) {
    const count = quick ? Math.ceil(total / 5) : total;
    results.push(row('meshcall', lanes, await inFlight(lanes, count, () => exec())));
  }
  const cached = (index: number, of: readonly string[]) => exec({ id: of[index % of.length] ?? '', ttl: TTL });
  for (const [scenario, of] of [
    ['meshcall, cached', ids],
    ['meshcall, cached, one id', ids.slice(0, 1)],
  ] as const) {
    await inFlight(10, of.length, (index) => cached(index, of));
    results.push(row(scenario, 100, await inFlight(100, quick ? 4_000 : 20_000, (index) => cached(index, of))));
  }
  return results;
}

async function startCallee({ redisUrl }: ScenarioContext): Promise<ChildProcess> {
  const env = { ...process.env, PERDURE_REDIS_URL: redisUrl };
  const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
  const callee = fork(join(__dirname, '../process/callee-process.js'), [TOPIC], { env, stdio: [...stdio] });
  await once(callee, 'message');
  return callee;
}
