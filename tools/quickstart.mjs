// npm run quickstart: from a fresh clone to a finished workflow. Installs, builds, gets a Redis, runs the example.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './setup/dependencies.mjs';
import { dockerRuns, installPackage, mayInstallPackage, redisOnPath, startInDocker, testkit } from './setup/redis.mjs';
import { StepError, main, root, runInForeground, seconds, step } from './setup/steps.mjs';

/** The example gets PERDURE_REDIS_URL, or PERDURE_STORE=memory. */
const EXAMPLE = 'examples/dist/quickstart/main.js';

await main(async () => {
  const started = performance.now();
  await prepare();
  if (!existsSync(join(root, EXAMPLE))) {
    throw new StepError(`${EXAMPLE} was not built`, { hint: 'npm run clean, then npm run quickstart again' });
  }
  const store = await getStore();
  try {
    console.log(`\nRunning node ${EXAMPLE} on ${store.name}\n`);
    const code = await runInForeground(process.execPath, [EXAMPLE], { env: store.env });
    console.log(`\n${code === 0 ? 'Done' : `The example ended with code ${code}`} after ${seconds(started)} in all.`);
    return code;
  } finally {
    await store.stop();
  }
});

/** The first that is there: a given URL, a server program, Debian's package, Docker, the embedded store. */
async function getStore() {
  const given = process.env.PERDURE_REDIS_URL;
  if (given) return redis('the Redis of PERDURE_REDIS_URL', { url: given, stop: () => {} });
  if (!redisOnPath() && mayInstallPackage()) {
    await attempt("Installing Debian's redis-server", installPackage);
  }
  if (redisOnPath()) return ownServer(redisOnPath());
  if (dockerRuns()) {
    const container = await attempt('Starting Redis in Docker', startInDocker);
    if (container) return redis(`Redis in Docker, ${container.url}`, container);
  }
  console.log('No Redis here and none could be installed: the example runs on the embedded store, in memory.');
  console.log('Set PERDURE_REDIS_URL, or install redis-server, to see it on Redis.');
  return { name: 'the embedded memory store', env: { PERDURE_STORE: 'memory' }, stop: () => {} };
}

async function ownServer(program) {
  let server;
  await step(`Starting ${program}`, async () => {
    server = await testkit().startRedis();
    return `port ${server.port}`;
  });
  return redis(`a Redis of its own, ${server.url}`, { url: server.url, stop: () => server.stop() });
}

async function attempt(title, work) {
  let result;
  await step(title, async () => void (result = await work())).catch((error) =>
    console.log(`  ${error.message}; going on`),
  );
  return result;
}

function redis(name, { url, stop }) {
  return { name, env: { PERDURE_REDIS_URL: url }, stop: () => stop() };
}
