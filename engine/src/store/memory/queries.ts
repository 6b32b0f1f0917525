/** Questions to a run: with its next workflow task when it has one, by themselves otherwise. */
import type { AskReply, QueryQuestion } from '../contract';
import { questionRecord } from '../codec';
import { keyName } from './key-names';
import { attachQuery } from './poll';
import { pushReference } from './queues';
import type { Turn } from './turn';
import { priorityOf, queueOf } from './workflow-task';

export function ask(turn: Turn, { workflowId, runId, query, inbox, ttlMs }: QueryQuestion): AskReply {
  const id = runId ?? turn.keys.hget(keyName('current', workflowId), 'run');
  const run = id === undefined ? undefined : turn.run(id);
  if (run?.workflowId !== workflowId) return { state: 'notFound' };
  const reply = { state: 'asked', runId: run.runId, status: run.get('status') ?? '' } as const;
  const key = keyName('query', query.queryId);
  if (turn.keys.has(key)) return reply;
  turn.keys.setText(key, questionRecord(inbox, query), ttlMs);
  if (run.task) attachQuery(turn, run.runId, query.queryId);
  else pushReference(turn, queueOf(run), priorityOf(run), `q|${run.runId}|${query.queryId}`);
  return reply;
}
