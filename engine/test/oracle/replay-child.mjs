// Replays histories with the real worker. Reads [{ name, history }] from standard input and prints one line of JSON,
// { name, error? }, per history. A malformed history can panic the native core, which is why this is a process of its own.
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { text } from 'node:stream/consumers';

const quiet = new DefaultLogger('ERROR', () => {});
Runtime.install({ logger: quiet, telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } });

const [workflowsPath] = process.argv.slice(2);
const jobs = JSON.parse(await text(process.stdin));
const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: quiet });
for (const { name, history } of jobs) {
  const error = await Worker.runReplayHistory({ workflowBundle, replayName: name }, history, 'wf').then(
    () => undefined,
    (reason) => `${reason?.name}: ${reason?.message}`,
  );
  process.stdout.write(`${JSON.stringify({ name, error })}\n`);
}
process.exit(0);
