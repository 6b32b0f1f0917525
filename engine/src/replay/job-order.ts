import type { Job, JobKind } from '../model/activation';

/** Place of each job in an activation; equal places keep the order of the history (spec 9.1). */
const PLACE = {
  initializeWorkflow: 0,
  notifyHasPatch: 1,
  signalWorkflow: 2,
  doUpdate: 2,
  fireTimer: 3,
  cancelWorkflow: 3,
  resolveActivity: 3,
  resolveChildStart: 3,
  resolveChild: 3,
  resolveSignalExternal: 3,
  resolveCancelExternal: 3,
  queryWorkflow: 4,
} satisfies Record<JobKind, number>;

/** Jobs in the order in which workflow code must see them. */
export function orderJobs(jobs: readonly Job[]): readonly Job[] {
  return [...jobs].sort((a, b) => PLACE[a.kind] - PLACE[b.kind]);
}
