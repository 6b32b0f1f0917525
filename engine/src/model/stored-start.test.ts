import { expect, it } from 'vitest';
import type { WorkflowExecutionStarted } from './event';
import { shortStart, wholeStart } from './stored-start';

const event: WorkflowExecutionStarted = {
  type: 'WorkflowExecutionStarted',
  workflowType: 'order',
  workflowId: 'w',
  runId: 'r1',
  taskQueue: 'q',
  input: [],
  attempt: 1,
  workflowTaskTimeoutMs: 10_000,
  originalExecutionRunId: 'r1',
  firstExecutionRunId: 'r1',
  root: { workflowId: 'w', runId: 'r1' },
};
const stored = (of: WorkflowExecutionStarted) =>
  JSON.parse(JSON.stringify(shortStart(of))) as ReturnType<typeof shortStart>;

it.each([
  ['a first run', event],
  ['a later run of its chain', { ...event, runId: 'r2', originalExecutionRunId: 'r2' }],
  ['a child', { ...event, root: { workflowId: 'other', runId: 'r0' } }],
  ['one that was written elsewhere', { ...event, originalExecutionRunId: 'r0' }],
])('the start of %s is read as it was', (_what, whole) => {
  expect(wholeStart(stored(whole))).toEqual(whole);
});

it('one without a root has none afterwards, and what was stored whole is read as it is', () => {
  const { root: _root, ...rootless } = event;
  expect(wholeStart(stored(rootless))).toEqual(rootless);
  expect(wholeStart(event)).toEqual(event);
});

it('ids of the run itself are stored once', () => {
  expect(JSON.stringify(stored(event)).match(/r1/g)).toHaveLength(1);
});
