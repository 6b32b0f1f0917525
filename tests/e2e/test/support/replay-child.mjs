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
// One worker replays them all; each run is told apart by its id.
const names = new Map(jobs.map(({ name }) => [name.split(' ')[1], name]));
const histories = jobs.map(({ name, history }) => ({ workflowId: name.split(' ')[0], history }));
for await (const { runId, error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
  const said = error === undefined ? undefined : `${error.name}: ${error.message}`;
  process.stdout.write(`${JSON.stringify({ name: names.get(runId) ?? runId, error: said })}\n`);
}
process.exit(0);
