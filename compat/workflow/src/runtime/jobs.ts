/** What each job does to a run. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Failure, JobKind, JobOf, Resolution } from '@perdure/engine';
import { doBackoff } from '../api/schedule-local-activity';
import type { Completion } from './completions';
import { dispatchQuery } from './queries';
import type { Run } from './run';
import { dispatchSignal } from './signals';
import { dispatchUpdate } from './updates';

type JobRule<K extends JobKind> = (run: Run, job: JobOf<K>) => void;

const rules: { [K in Exclude<JobKind, 'initializeWorkflow'>]: JobRule<K> } = {
  fireTimer: (run, job) => run.completions.timer.takeIfThere(job.seq)?.resolve(),
  notifyHasPatch: (run, job) => run.patches.notify(job.patchId),
  updateRandomSeed: (run, job) => run.random.reseed(job.randomnessSeed),
  signalWorkflow: dispatchSignal,
  doUpdate: dispatchUpdate,
  cancelWorkflow: (run) => {
    run.cancelRequested = true;
    run.rootScope.cancel();
  },
  resolveActivity: (run, { seq, resolution }) => {
    const completion = run.completions.activity.take(seq);
    if (resolution.status === 'backoff') completion.reject(doBackoff(resolution));
    else resolve(run, completion, resolution);
  },
  resolveChildStart,
  resolveChild: (run, job) => resolve(run, run.completions.child.take(job.seq), job.resolution),
  resolveSignalExternal: (run, job) => acknowledge(run, run.completions.signalExternal.take(job.seq), job.failure),
  resolveCancelExternal: (run, job) => acknowledge(run, run.completions.cancelExternal.take(job.seq), job.failure),
  queryWorkflow: dispatchQuery,
};

/** Carries out one job. */
export function applyJob(run: Run, job: JobOf<Exclude<JobKind, 'initializeWorkflow'>>): void {
  (rules[job.kind] as JobRule<JobKind>)(run, job);
}

function resolve(run: Run, { resolve, reject, context, outputType }: Completion, resolution: Resolution): void {
  if (resolution.status !== 'completed') {
    reject(run.codec.toError(resolution.failure, context));
    return;
  }
  const [result] = resolution.result;
  resolve(result && run.codec.decode(result, context, outputType));
}

function acknowledge(run: Run, { resolve, reject, context }: Completion, failure: Failure | undefined): void {
  if (failure === undefined) resolve();
  else reject(run.codec.toError(failure, context));
}

function resolveChildStart(run: Run, { seq, resolution }: JobOf<'resolveChildStart'>): void {
  const { resolve, reject, context } = run.completions.childStart.take(seq);
  if (resolution.status === 'started') {
    resolve(resolution.runId);
    return;
  }
  run.completions.child.delete(seq);
  if (resolution.status === 'cancelled') {
    reject(run.codec.toError(resolution.failure, context));
    return;
  }
  const { workflowId, workflowType } = resolution;
  reject(new WorkflowExecutionAlreadyStartedError('Workflow execution already started', workflowId, workflowType));
}
