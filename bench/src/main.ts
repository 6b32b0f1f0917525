/** npm run bench [-- --json] [--quick] [--only <scenario>] [--no-peers]: our figures and the peers' in one run. */
import { randomUUID } from 'node:crypto';
import { cpus, totalmem } from 'node:os';
import { Client, Connection } from '@perdure/client';
import { startRedis } from '@perdure/testkit';
import { measurePeers } from './peers/peers';
import { startWorker } from './process/start-worker';
import { watchRedis } from './redis-stats';
import { printTable } from './report';
import type { Result } from './result';
import { activitiesScenario } from './scenarios/activities';
import type { Scenario, ScenarioContext } from './scenarios/context';
import { idleScenario } from './scenarios/idle';
import { longHistoryScenario } from './scenarios/long-history';
import { memoryScenario } from './scenarios/memory';
import { meshCallScenario } from './scenarios/meshcall';
import { meshDataScenario } from './scenarios/meshdata';
import { messagesScenario } from './scenarios/messages';
import { oneActivityScenario } from './scenarios/one-activity';
import { standaloneScenario } from './scenarios/standalone';
import { startsScenario } from './scenarios/starts';
import { visibilityScenario } from './scenarios/visibility';

const SCENARIOS: readonly Scenario[] = [
  oneActivityScenario,
  activitiesScenario,
  messagesScenario,
  standaloneScenario,
  meshCallScenario,
  meshDataScenario,
  startsScenario,
  memoryScenario,
  longHistoryScenario,
  idleScenario,
  visibilityScenario,
];

interface Options {
  readonly json: boolean;
  readonly quick: boolean;
  readonly peers: boolean;
  readonly only: string | undefined;
}

async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2));
  const results = await measure(options);
  if (options.json) {
    const machine = { cpus: cpus().length, model: cpus()[0]?.model, memoryBytes: totalmem(), node: process.version };
    const redis =
      results.find(({ scenario, inFlight }) => scenario === 'one-activity' && inFlight === 100)?.values ?? {};
    process.stdout.write(`${JSON.stringify({ machine, results, redis })}\n`);
  } else printTable(results);
}

async function measure(options: Options): Promise<readonly Result[]> {
  const server = await startRedis();
  try {
    const own = await measureOwn(server.url, options);
    const peers = options.peers ? await measurePeers(server.url, options.quick, say) : [];
    return [...own, ...peers];
  } finally {
    await server.stop();
  }
}

async function measureOwn(redisUrl: string, options: Options): Promise<readonly Result[]> {
  const taskQueue = 'bench';
  const worker = await startWorker(redisUrl, taskQueue);
  const connection = await Connection.connect({ address: redisUrl });
  const redis = watchRedis(redisUrl);
  const context: ScenarioContext = {
    client: new Client({ connection }),
    taskQueue,
    redis,
    redisUrl,
    quick: options.quick,
    newId: () => `bench-${randomUUID()}`,
  };
  const results: Result[] = [];
  try {
    for (const scenario of SCENARIOS) {
      if (options.only && options.only !== scenario.name) continue;
      say(`measuring ${scenario.name}`);
      results.push(...(await scenario.run(context)));
    }
  } finally {
    await connection.close();
    await redis.close();
    await worker.stop();
  }
  return results;
}

function parseArguments(args: readonly string[]): Options {
  const only = args.indexOf('--only');
  const known = new Set(['--json', '--quick', '--no-peers', '--only']);
  const unknown = args.find((arg, index) => !known.has(arg) && args[index - 1] !== '--only');
  const name = only >= 0 ? args[only + 1] : undefined;
  if (unknown ?? (only >= 0 && !SCENARIOS.some((scenario) => scenario.name === name))) {
    const names = SCENARIOS.map((scenario) => scenario.name).join(', ');
    throw new Error(
      `Unknown argument ${unknown ?? name ?? '--only'}. Use --json, --quick, --no-peers, --only <scenario>: ${names}`,
    );
  }
  return {
    json: args.includes('--json'),
    quick: args.includes('--quick'),
    peers: !args.includes('--no-peers'),
    only: name,
  };
}

/** Progress goes to standard error: standard output is the answer. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
