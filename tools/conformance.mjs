// npm run conformance: installs and builds what is missing, then runs the suite on a Redis of its own. Standard output is
// that of the command alone. With --write-table the parity table of README and docs is written from the run.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { prepare } from './setup/dependencies.mjs';
import { needRedisOnPath, testkit } from './setup/redis.mjs';
import { main, reportOnStderr, root, runInForeground, step } from './setup/steps.mjs';

const COMMAND = join(root, 'conformance/dist/main.js');
const WRITE_TABLE = '--write-table';

const reported = reportOnStderr();

await main(async () => {
  await prepare();
  await step('Finding a Redis', needRedisOnPath);
  const redis = await testkit().startRedis();
  reported();
  const args = [COMMAND, '--redis', redis.url, ...process.argv.slice(2).filter((word) => word !== WRITE_TABLE)];
  try {
    if (!process.argv.includes(WRITE_TABLE)) return await runInForeground(process.execPath, args);
    return await writeTable(args);
  } finally {
    await redis.stop();
  }
});

async function writeTable(args) {
  const suite = spawn(process.execPath, [...args, '--json'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const report = await text(suite.stdout);
  const writer = spawn('npx', ['--no-install', 'tsx', 'tools/parity/main.ts'], {
    cwd: root,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  writer.stdin.end(report);
  return await new Promise((resolve) => writer.on('close', (code) => resolve(code ?? 1)));
}
