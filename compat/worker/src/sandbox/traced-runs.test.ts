import type { Activation, Job } from '@perdure/engine';
import { expect, it } from 'vitest';
import { TracedRuns } from './traced-runs';

const query = (name: string): Job => ({ kind: 'queryWorkflow', queryId: 'q', name, args: [], header: {} });
const asks = (runId: string, ...jobs: Job[]) => ({ runId, jobs }) as unknown as Activation;

it('a run is replayed the first time it is asked for its stack, and not for other questions', () => {
  const traced = new TracedRuns();
  expect(traced.needsReplay(asks('r', query('state')))).toBe(false);
  expect(traced.has('r')).toBe(false);
  expect(traced.needsReplay(asks('r', query('state'), query('__stack_trace')))).toBe(true);
  expect(traced.has('r')).toBe(true);
  expect(traced.needsReplay(asks('r', query('__enhanced_stack_trace')))).toBe(false);
});

it('a run that the same activation creates needs no replay', () => {
  const traced = new TracedRuns();
  const init = { kind: 'initializeWorkflow' } as Job;
  expect(traced.needsReplay(asks('r', init, query('__stack_trace')))).toBe(false);
  expect(traced.has('r')).toBe(true);
});

it('so many runs are remembered and no more', () => {
  const traced = new TracedRuns();
  for (let i = 0; i <= 1_000; i += 1) traced.needsReplay(asks(`r${i}`, query('__stack_trace')));
  expect(traced.has('r0')).toBe(false);
  expect(traced.has('r1')).toBe(true);
  expect(traced.has('r1000')).toBe(true);
});
