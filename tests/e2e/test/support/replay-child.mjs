// Replays histories with the published worker. Reads [{ name, history }] from standard input and prints one line of JSON,
// { name, error? }, per history. A malformed history can panic the native core, which is why this is a process of its own.
import { text } from 'node:stream/consumers';
import { createRequire } from 'node:module';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';

const quiet = new DefaultLogger('ERROR', () => {});
Runtime.install({ logger: quiet, telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } });

const [workflowsPath] = process.argv.slice(2);
const jobs = JSON.parse(await text(process.stdin));
// The workflows are written for us; to the original they come with the import scope swapped.
const original = createRequire(import.meta.url).resolve('@temporalio/workflow');
const webpackConfigHook = (config) => ({
  ...config,
  resolve: { ...config.resolve, alias: { ...config.resolve?.alias, '@perdure/workflow$': original } },
});
const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: quiet, webpackConfigHook });
for (const { name, history } of jobs) {
  const [workflowId] = name.split(' ');
  const error = await Worker.runReplayHistory({ workflowBundle, replayName: name }, history, workflowId).then(
    () => undefined,
    (reason) => `${reason?.name}: ${reason?.message}`,
  );
  process.stdout.write(`${JSON.stringify({ name, error })}\n`);
}
process.exit(0);
