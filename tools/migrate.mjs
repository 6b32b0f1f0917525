// npm run migrate: installs and builds what is missing, then runs perdure-migrate. Standard output is that of the command alone.
import { join } from 'node:path';
import { prepare } from './setup/dependencies.mjs';
import { main, reportOnStderr, root, runInForeground } from './setup/steps.mjs';

const reported = reportOnStderr();

await main(async () => {
  await prepare();
  reported();
  return runInForeground(process.execPath, [join(root, 'codemods/dist/main.js'), ...process.argv.slice(2)]);
});
