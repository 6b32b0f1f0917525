import { LIMITS } from '../limits';
import { keyName } from './key-names';
import { removeEntries } from './list-index';
import { dropRecord } from './records';
import type { Run } from './run';
import type { Turn } from './turn';

const OF_RUN = [
  'run',
  'pending',
  'history',
  'others',
  'closes',
  'timers',
  'outbox',
  'outboxLease',
  'wills',
  'watchers',
  'updates',
  'updatesWaiting',
  'queriesWaiting',
] as const;

/** Removes closed runs whose time has been over for so long; one with undelivered messages is looked at again later. */
export function sweep(turn: Turn, limit: number, graceMs: number): number {
  const { keys, now } = turn;
  keys.purge();
  let removed = 0;
  for (const runId of keys.zset(keyName('retention'))?.upTo(now - graceMs, limit) ?? []) {
    if (keys.has(keyName('outbox', runId))) {
      keys.zadd(keyName('retention'), runId, now + LIMITS.sweepAgainMs);
      continue;
    }
    const run = turn.run(runId);
    if (run) removeRun(run);
    keys.zrem(keyName('retention'), runId);
    removed++;
  }
  return removed;
}

function removeRun(run: Run): void {
  const { runId, workflowId } = run;
  const { keys } = run.turn;
  removeEntries(run);
  const current = keyName('current', workflowId);
  if (keys.hget(current, 'run') === runId) {
    dropRecord(run.turn, workflowId);
    keys.delete(current);
  }
  keys.zrem(keyName('due'), runId);
  for (const family of OF_RUN) keys.delete(keyName(family, runId));
}
