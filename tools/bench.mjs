// npm run bench: installs and builds what is missing, then measures. Standard output is the answer alone.
import { join } from 'node:path';
import { prepare } from './setup/dependencies.mjs';
import { installPackage, mayInstallPackage, redisOnPath } from './setup/redis.mjs';
import { main, root, runInForeground, step } from './setup/steps.mjs';

// Steps report on standard error; the child writes to the real standard output.
process.stdout.write = process.stderr.write.bind(process.stderr);
console.log = (...words) => console.error(...words);

await main(async () => {
  await prepare();
  if (!redisOnPath() && mayInstallPackage()) await step("Installing Debian's redis-server", installPackage);
  return runInForeground(process.execPath, [join(root, 'bench/dist/main.js'), ...process.argv.slice(2)], {});
});
