import { invariant } from '../../../invariant';
import type { NewRun } from '../../../model/transition';
import { DEFAULT_PRIORITY } from '../../limits';
import { keyName } from '../key-names';
import { noteEntries } from '../list-index';
import { dropRecord } from '../records';
import type { Run } from '../run';
import { type Apply, moveRegister, registerRun } from './context';

export const createRun: Apply<'createRun'> = (applying, { run: asked }) => {
  const { keys } = applying.turn;
  const key = keyName('run', asked.runId);
  invariant(!keys.has(key), `run ${asked.runId} is new`);
  for (const [field, value] of runFields(asked)) if (value !== undefined) keys.hset(key, field, value);
  const current = keyName('current', asked.workflowId);
  if (asked.runId === asked.firstRunId) dropRecord(applying.turn, asked.workflowId);
  keys.hset(current, 'run', asked.runId);
  keys.hset(current, 'status', 'RUNNING');
  keys.hset(current, 'first', asked.firstRunId);
  if (asked.startRequestId !== undefined) keys.hset(current, 'req', asked.startRequestId);
  moveRegister(applying, asked.workflowId, asked.runId);
  const run = registerRun(applying);
  noteEntries(applying.indexed, run, true);
  run.append(asked.started);
  run.set('started', run.get('last') ?? '');
  armTimers(run, asked);
};

export const on: Apply<'on'> = (applying, { workflowId, runId }) => moveRegister(applying, workflowId, runId);

function runFields(asked: NewRun): [string, string | undefined][] {
  const { priority = DEFAULT_PRIORITY } = asked;
  return [
    ['id', asked.workflowId],
    ['type', asked.workflowType],
    ['queue', asked.taskQueue],
    ['kind', asked.kind],
    ['tt', String(asked.workflowTaskTimeoutMs)],
    ['first', asked.firstRunId],
    ['status', 'RUNNING'],
    ['hold', asked.hold?.kind],
    ['onclose', asked.onClose],
    ['priority', priority === DEFAULT_PRIORITY ? undefined : String(priority)],
  ];
}

function armTimers(run: Run, { hold, runTimeoutMs, executionTimeoutMs }: NewRun): void {
  if (hold) run.arm('hold', hold.delayMs);
  if (runTimeoutMs !== undefined) run.arm('runTimeout', runTimeoutMs + (hold?.delayMs ?? 0));
  if (executionTimeoutMs !== undefined) run.arm('executionTimeout', executionTimeoutMs);
}
