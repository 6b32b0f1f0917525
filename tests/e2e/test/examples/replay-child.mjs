// Replays histories with the published worker. Reads [{ options, runs: [{ workflowId, runId, history }] }] from standard
// input and prints one line of JSON, { runId, error? }, per run. The examples are written for us; to the original they come
// with the import scope swapped.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';

const quiet = new DefaultLogger('ERROR', () => {});
Runtime.install({ logger: quiet, telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } });
const original = createRequire(import.meta.url).resolve('@temporalio/workflow');
const webpackConfigHook = (config) => ({
  ...config,
  resolve: { ...config.resolve, alias: { ...config.resolve?.alias, '@perdure/workflow$': original } },
});

for (const { options, runs } of JSON.parse(await text(process.stdin))) {
  const { workflowsPath, dataConverter = {}, interceptors = {} } = options;
  const { payloadConverterPath, failureConverterPath } = dataConverter;
  const { workflowModules: workflowInterceptorModules } = interceptors;
  const paths = { workflowsPath, payloadConverterPath, failureConverterPath, workflowInterceptorModules };
  const workflowBundle = await bundleWorkflowCode({ ...paths, logger: quiet, webpackConfigHook });
  const replay = { workflowBundle, dataConverter: { payloadConverterPath, failureConverterPath } };
  for await (const { runId, error } of Worker.runReplayHistories(replay, runs)) {
    const said = error === undefined ? undefined : `${error.name}: ${error.message}`;
    process.stdout.write(`${JSON.stringify({ runId, error: said })}\n`);
  }
}
process.exit(0);
