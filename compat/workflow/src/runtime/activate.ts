/**
 * One entry into a run's code (spec 9.1).
 *
 * 1. Time, replay state, patches and modules come first.
 * 2. Then all jobs, in order, without a microtask in between; conditions are evaluated after each.
 * 3. The main function is called last: signals and updates of the first activation arrive before it, and are buffered.
 * 4. Queries come alone; they evaluate no conditions.
 */
import { IllegalStateError } from '@temporalio/common';
import type { Activation, Job, JobOf } from '@perdure/engine';
import { composeInterceptors } from '../interceptor-composition';
import { advancedInfo, decodedInfo, initialInfo, queryInfo } from './info';
import { applyJob } from './jobs';
import { loadModules } from './modules';
import type { Run } from './run';
import { startMain } from './start-main';

type InitJob = JobOf<'initializeWorkflow'>;

/** May come with the first activation. */
const WITH_START: ReadonlySet<Job['kind']> = new Set(['signalWorkflow', 'doUpdate', 'cancelWorkflow']);

/** Runs the synchronous part of an activation. Throws what fails the workflow task. */
export function activate(run: Run, activation: Activation): void {
  const begins = activation.jobs.some((job) => job.kind === 'initializeWorkflow');
  if (run.main === undefined && !begins) throw new IllegalStateError('Workflow uninitialized');
  const isQuery = isQueryActivation(activation);
  run.answersQueries = isQuery;
  if (isQuery) run.info = queryInfo(run.info);
  else advance(run, activation);
  const jobs = activation.jobs.filter((job) => job.kind !== 'notifyHasPatch');
  const enter = composeInterceptors(run.interceptors.internals, 'activate', (input) => {
    applyAll(run, input.activation.jobs);
  });
  enter({ activation: { ...activation, jobs }, batchIndex: 0 });
}

function isQueryActivation({ jobs }: Activation): boolean {
  const queries = jobs.filter((job) => job.kind === 'queryWorkflow').length;
  if (queries > 0 && queries < jobs.length) {
    throw new TypeError('Got both queries and other jobs in a single activation');
  }
  return queries > 0;
}

function advance(run: Run, activation: Activation): void {
  run.now = activation.timestampMs;
  const first = activation.jobs.find((job) => job.kind === 'initializeWorkflow');
  if (first !== undefined) initialize(run, first, activation);
  else run.info = advancedInfo(run.info, activation);
  for (const job of activation.jobs) if (job.kind === 'notifyHasPatch') applyJob(run, job);
}

function initialize(run: Run, job: InitJob, activation: Activation): void {
  run.begin(initialInfo(job.info, activation), job.randomnessSeed);
  loadModules(run);
  run.info = decodedInfo(run.info, job.info, run.codec);
}

function applyAll(run: Run, jobs: readonly Job[]): void {
  const first = jobs.find((job) => job.kind === 'initializeWorkflow');
  const rest = jobs.filter((job) => job.kind !== 'initializeWorkflow');
  for (const job of rest) {
    applyJob(run, job);
    run.unblockConditions();
  }
  if (first === undefined) return;
  if (rest.some((job) => !WITH_START.has(job.kind))) {
    const kinds = JSON.stringify(rest.map((job) => job.kind));
    throw new TypeError(
      `Received both initializeWorkflow and non-signal/non-update jobs in the same activation: ${kinds}`,
    );
  }
  startMain(run, first);
  run.unblockConditions();
}
