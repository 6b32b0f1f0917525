// npm test: installs what is missing, builds, gets a Redis, runs the tests. Arguments go to vitest.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { prepare } from './setup/dependencies.mjs';
import { needRedisOnPath } from './setup/redis.mjs';
import { main, root, runInForeground, step } from './setup/steps.mjs';

await main(async () => {
  await prepare();
  await step('Finding a Redis', needRedisOnPath);
  const vitest = join(dirname(createRequire(join(root, 'package.json')).resolve('vitest/package.json')), 'vitest.mjs');
  return runInForeground(process.execPath, [vitest, 'run', ...process.argv.slice(2)]);
});
