// npm run conformance: installs and builds what is missing, then runs the suite on a Redis of its own. Standard output is
// that of the command alone.
import { join } from 'node:path';
import { prepare } from './setup/dependencies.mjs';
import { needRedisOnPath, testkit } from './setup/redis.mjs';
import { main, root, runInForeground, step } from './setup/steps.mjs';

const writeOut = process.stdout.write;
// Steps report on standard error; the child writes to the real standard output.
process.stdout.write = process.stderr.write.bind(process.stderr);

await main(async () => {
  await prepare();
  await step('Finding a Redis', needRedisOnPath);
  const redis = await testkit().startRedis();
  process.stdout.write = writeOut;
  try {
    const command = join(root, 'conformance/dist/main.js');
    return await runInForeground(process.execPath, [command, '--redis', redis.url, ...process.argv.slice(2)]);
  } finally {
    await redis.stop();
  }
});
