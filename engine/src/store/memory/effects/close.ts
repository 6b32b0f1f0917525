import { closedMessage, UPDATE_CLOSED } from '../../messages';
import { keyName } from '../key-names';
import { noteEntries } from '../list-index';
import type { Run } from '../run';
import { notifyWatchers } from '../watchers';
import { type Apply, registerRun } from './context';
import { sendMessage } from './outbox';

const DELETED = ['pending', 'others', 'closes', 'wills', 'updatesWaiting', 'queriesWaiting'] as const;

export const close: Apply<'close'> = (applying, { status, retentionMs, final }) => {
  const run = registerRun(applying);
  const { keys, now } = run.turn;
  noteEntries(applying.indexed, run);
  const message = closedMessage(status, run.entry(run.historyLength) ?? '');
  run.set('status', status);
  const current = keyName('current', run.workflowId);
  if (keys.hget(current, 'run') === run.runId) keys.hset(current, 'status', status);
  run.set('closed', String(Math.max(now, run.number('last'))));
  sendLastMessages(run, final);
  for (const family of DELETED) keys.delete(keyName(family, run.runId));
  dropTimers(run);
  run.unset('wft', 'token', 'hold', 'sticky');
  notifyWatchers(run, (topic) => {
    if (topic === 'close') return message;
    return topic.startsWith('update:') ? UPDATE_CLOSED : undefined;
  });
  keys.delete(keyName('watchers', run.runId));
  // What one execution says of itself is for its last run; those before it are not kept longer for that.
  const keepMs = Number(run.get('keep') ?? retentionMs);
  keys.zadd(keyName('retention'), run.runId, now + (final ? keepMs : Math.min(keepMs, retentionMs)));
};

function sendLastMessages(run: Run, final: boolean): void {
  const wills = [...(run.turn.keys.hash(keyName('wills', run.runId)) ?? [])];
  wills.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, message] of wills) sendMessage(run, message);
  const onClose = run.get('onclose');
  if (final && onClose !== undefined) sendMessage(run, onClose);
}

/** What is left in the outbox is still to be delivered. */
function dropTimers(run: Run): void {
  const names = run.turn.keys.zset(keyName('timers', run.runId))?.members() ?? [];
  for (const name of [...names]) if (name !== 'outbox') run.disarm(name);
  run.turn.retime(run.runId);
}
