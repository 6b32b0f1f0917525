/** Delivery of a run's messages, in order, by whoever holds the lease. */
import type { OutboxReply, OutboxRequest } from '../contract';
import { keyName } from './key-names';
import type { Turn } from './turn';

export function takeOutbox(turn: Turn, runId: string, request: OutboxRequest): OutboxReply | undefined {
  const { keys, now } = turn;
  const run = turn.run(runId);
  const lease = keyName('outboxLease', runId);
  const holder = keys.text(lease);
  if (!run || (holder !== undefined && holder !== request.owner)) return undefined;
  keys.setText(lease, request.owner, request.leaseMs);
  const outbox = keys.list(keyName('outbox', runId));
  const head = outbox?.at(0);
  if (head !== undefined) outbox?.set(0, tried(head));
  const messages = (outbox?.slice(0, request.limit) ?? []).map(parse);
  return { nowMs: now, workflowId: run.workflowId, messages };
}

export function releaseOutbox(turn: Turn, runId: string, owner: string): void {
  const lease = keyName('outboxLease', runId);
  if (turn.keys.text(lease) === owner) turn.keys.delete(lease);
}

function tried(entry: string): string {
  const { seq, attempts, message } = parse(entry);
  return `${seq}|${attempts + 1}|${message}`;
}

function parse(entry: string): OutboxReply['messages'][number] {
  const [, seq, attempts, message = ''] = /^(\d+)\|(\d+)\|([\s\S]*)$/.exec(entry) ?? [];
  return { seq: Number(seq), attempts: Number(attempts), message };
}
