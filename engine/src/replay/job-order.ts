import type { Job, JobKind } from '../model/activation';

/** Place of each job in an activation; equal places keep the order of the history (spec 9.1). */
const PLACE = {
  initializeWorkflow: 0,
  notifyHasPatch: 1,
  updateRandomSeed: 2,
  signalWorkflow: 3,
  doUpdate: 3,
  fireTimer: 4,
  cancelWorkflow: 4,
  resolveActivity: 4,
  resolveChildStart: 4,
  resolveChild: 4,
  resolveSignalExternal: 4,
  resolveCancelExternal: 4,
  queryWorkflow: 5,
} satisfies Record<JobKind, number>;

/** Jobs in the order in which workflow code must see them. */
export function orderJobs(jobs: readonly Job[]): readonly Job[] {
  return [...jobs].sort((a, b) => PLACE[a.kind] - PLACE[b.kind]);
}
