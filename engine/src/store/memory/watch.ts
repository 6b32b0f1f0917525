/** Waits of clients: registered and checked in one turn, so that nothing falls between. */
import type { WatchReply, WatchRequest } from '../contract';
import {
  closedMessage,
  UPDATE_ACCEPTED,
  UPDATE_CLOSED,
  updateCompletedMessage,
  updateRejectedMessage,
} from '../messages';
import { keyName } from './key-names';
import type { Run } from './run';
import type { Turn } from './turn';
import { register, unregister } from './watchers';

export function watch(turn: Turn, request: WatchRequest): WatchReply {
  const [kind, id] = split(request.topic);
  if (kind === 'query') return watchQuery(turn, id);
  const run = turn.run(request.runId);
  if (!run) return { state: 'gone' };
  return kind === 'update' ? watchUpdate(run, id, request) : watchClose(run, request);
}

export function unwatch(turn: Turn, { runId, topic, inbox }: Omit<WatchRequest, 'ttlMs'>): void {
  const run = turn.run(runId);
  if (run) unregister(run, topic, inbox);
}

function watchClose(run: Run, request: WatchRequest): WatchReply {
  if (!run.open) {
    return { state: 'done', message: closedMessage(run.get('status') ?? '', run.entry(run.historyLength) ?? '') };
  }
  register(run, request.topic, request.inbox, request.ttlMs);
  return { state: 'waiting' };
}

function watchUpdate(run: Run, updateId: string, request: WatchRequest): WatchReply {
  const record = run.turn.keys.hget(keyName('updates', run.runId), updateId);
  if (record === undefined) return { state: 'gone' };
  const space = record.indexOf(' ');
  const state = space < 0 ? record : record.slice(0, space);
  const rest = record.slice(space + 1);
  if (state === 'completed') {
    return { state: 'done', message: updateCompletedMessage(run.entry(Number(rest)) ?? 'null') };
  }
  if (state === 'rejected') return { state: 'done', message: updateRejectedMessage(rest) };
  if (!run.open) return { state: 'done', message: UPDATE_CLOSED };
  register(run, request.topic, request.inbox, request.ttlMs);
  return state === 'accepted' ? { state: 'waiting', message: UPDATE_ACCEPTED } : { state: 'waiting' };
}

function watchQuery(turn: Turn, queryId: string): WatchReply {
  const record = turn.keys.text(keyName('query', queryId));
  if (record === undefined) return { state: 'gone' };
  return record.startsWith('Q') ? { state: 'waiting' } : { state: 'done', message: record.slice(1) };
}

/** `update:<id>`: the id may hold colons. */
function split(topic: string): [kind: string, id: string] {
  const colon = topic.indexOf(':');
  return colon < 0 ? [topic, ''] : [topic.slice(0, colon), topic.slice(colon + 1)];
}
