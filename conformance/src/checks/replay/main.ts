/**
 * The process that replays histories. A malformed history can panic the native core of the real replayer, which is why
 * it is one of its own. The workflows of all scenarios are one bundle, whose entry picks those of a run by its id.
 */
import { join } from 'node:path';
import type { ReplayWorkerOptions, WorkflowBundle } from '@perdure/worker';
import { builtFolder } from '../../scenarios/folders';
import { programFile } from '../../scenarios/manifest';
import { loadSdk, type Sdk } from '../../sdk';
import type { ReplayJob, ReplayNews, ReplayOrder } from './protocol';

/** Stands in the entry of the bundle, see tools/scenarios/workflows-entry.ts. */
const PLACE_OF_RUNS = /(['"])__RUNS__\1/;

process.once('message', (order: ReplayOrder) => void replayAll(order));
process.once('disconnect', () => process.exit());

async function replayAll({ replayer, jobs, withOwnOptions }: ReplayOrder): Promise<void> {
  const target = replayer === 'temporal' ? 'temporal' : 'memory';
  const { worker } = loadSdk(target);
  const logger = new worker.DefaultLogger('ERROR', () => undefined);
  worker.Runtime.install({ logger, telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } });
  const shared = jobs.filter(({ scenario }) => !withOwnOptions.includes(scenario));
  if (shared.length > 0) {
    const workflowsPath = join(builtFolder(target), 'workflows-entry.js');
    const bundle = await worker.bundleWorkflowCode({ workflowsPath, logger });
    await replay(worker, { workflowBundle: withRuns(bundle, shared) }, shared);
  }
  for (const scenario of withOwnOptions) {
    const own = jobs.filter((job) => job.scenario === scenario);
    if (own.length === 0) continue;
    const program = (await import(programFile(target, scenario))) as { replay: ReplayWorkerOptions };
    await replay(worker, program.replay, own);
  }
  // The native runtime of the real replayer would keep the process alive.
  process.exit(0);
}

function withRuns(bundle: WorkflowBundle, jobs: readonly ReplayJob[]): WorkflowBundle {
  const runs = JSON.stringify(Object.fromEntries(jobs.map(({ runId, scenario }) => [runId, scenario])));
  if (!('code' in bundle)) throw new Error('The bundler gave no code');
  return { code: bundle.code.replace(PLACE_OF_RUNS, () => runs) };
}

async function replay(worker: Sdk['worker'], options: ReplayWorkerOptions, jobs: readonly ReplayJob[]): Promise<void> {
  const histories = jobs.map(({ workflowId, history }) => ({ workflowId, history }));
  for await (const { runId, error } of worker.Worker.runReplayHistories(options, histories)) {
    tell({ runId, error: error && `${error.name}: ${error.message}` });
  }
}

function tell(news: ReplayNews): void {
  process.send?.(news);
}
