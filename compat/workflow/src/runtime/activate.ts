/**
 * One entry into a run's code (spec 9.1).
 *
 * 1. Time, replay state, patches, the seed and modules come first.
 * 2. Then all jobs, in order, without a microtask in between; conditions are evaluated after each. Histories from before
 *    flag 2 are replayed as they were made: signals first, and the rest when what they began has settled.
 * 3. The main function is called last: signals and updates of the first activation arrive before it, and are buffered.
 * 4. Queries come alone; they evaluate no conditions.
 */
import { IllegalStateError } from '@temporalio/common';
import type { Activation, Job, JobOf } from '@perdure/engine';
import { SdkFlags } from '../flags';
import { composeInterceptors } from '../interceptor-composition';
import { advancedInfo, decodedInfo, initialInfo, queryInfo } from './info';
import { applyJob } from './jobs';
import { loadModules } from './modules';
import type { Run } from './run';
import { startMain } from './start-main';

type InitJob = JobOf<'initializeWorkflow'>;

/** May come with the first activation. */
const WITH_START: ReadonlySet<Job['kind']> = new Set([
  'signalWorkflow',
  'doUpdate',
  'cancelWorkflow',
  'updateRandomSeed',
]);

/** Runs the synchronous part of an activation. Throws what fails the workflow task. */
export function activate(run: Run, activation: Activation): void {
  const begins = activation.jobs.some((job) => job.kind === 'initializeWorkflow');
  if (run.main === undefined && !begins) throw new IllegalStateError('Workflow uninitialized');
  const isQuery = isQueryActivation(activation);
  run.answersQueries = isQuery;
  if (isQuery) run.info = queryInfo(run.info);
  else advance(run, activation);
  const jobs = activation.jobs.filter((job) => job.kind !== 'notifyHasPatch');
  if (inOneBatch(run, jobs)) {
    const isSeed = (job: Job): boolean => job.kind === 'updateRandomSeed';
    for (const job of jobs.filter(isSeed)) applyJob(run, job as JobOf<'updateRandomSeed'>);
    return enter(run, { ...activation, jobs: jobs.filter((job) => !isSeed(job)) }, 0);
  }
  const isSignal = (job: Job): boolean => job.kind === 'signalWorkflow';
  run.restOfActivation = { ...activation, jobs: jobs.filter((job) => !isSignal(job)) };
  enter(run, { ...activation, jobs: jobs.filter(isSignal) }, 0);
}

/** Runs what `activate` has put off; false when there is nothing. */
export function activateRest(run: Run): boolean {
  const rest = run.restOfActivation;
  run.restOfActivation = undefined;
  if (rest === undefined || rest.jobs.length === 0) return false;
  enter(run, rest, 1);
  return true;
}

function enter(run: Run, activation: Activation, batchIndex: number): void {
  const pass = composeInterceptors(run.interceptors.internals, 'activate', (input) => {
    applyAll(run, input.activation.jobs);
  });
  pass({ activation, batchIndex });
}

function inOneBatch(run: Run, jobs: readonly Job[]): boolean {
  if (!jobs.some((job) => job.kind === 'signalWorkflow')) return true;
  return run.hasFlag(SdkFlags.ProcessWorkflowActivationJobsAsSingleBatch);
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
  run.flags.learn(activation);
  run.restOfActivation = undefined;
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
