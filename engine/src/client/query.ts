import { EngineError } from '../errors';
import type { CommandOf } from '../model/command';
import { newId } from '../model/ids';
import type { Payload, PayloadMap } from '../model/payload';
import type { Namespace } from '../namespace/namespace';
import { checkName, checkPayloads } from './check-request';
import type { CallOptions, ExecutionTarget, QueryRejection } from './contract';
import { notFound } from './refusals';

/** How long a query without a deadline waits for a worker. */
export const DEFAULT_QUERY_MS = 10_000;

export interface QueryCall {
  readonly name: string;
  readonly args: readonly Payload[];
  readonly header?: PayloadMap;
  readonly rejection?: QueryRejection;
}

export async function query(
  namespace: Namespace,
  target: ExecutionTarget,
  call: QueryCall,
  options: CallOptions = {},
): Promise<readonly Payload[]> {
  checkName('query name', call.name);
  checkPayloads('arguments of the query', call.args);
  if (call.rejection) await refuse(namespace, target, call.rejection);
  const queryId = newId();
  const deadlineMs = options.deadlineMs ?? Date.now() + DEFAULT_QUERY_MS;
  const asked = await namespace.store.ask(namespace.applier.shardOf(target.workflowId), {
    workflowId: target.workflowId,
    runId: target.runId,
    query: { queryId, name: call.name, args: call.args, header: call.header ?? {} },
    inbox: namespace.store.inbox.id,
    ttlMs: Math.max(1, Math.ceil(deadlineMs - Date.now())),
  });
  if (asked.state === 'notFound') throw notFound(target);
  const answer = await wait(namespace, target.workflowId, asked.runId, queryId, call.name, { ...options, deadlineMs });
  if ('result' in answer) return answer.result;
  throw new EngineError('QUERY_FAILED', answer.failure.message, { failure: answer.failure });
}

type Answer = CommandOf<'queryResponse'>['answer'];

async function wait(
  namespace: Namespace,
  workflowId: string,
  runId: string,
  queryId: string,
  name: string,
  options: CallOptions,
): Promise<Answer> {
  const what = `query "${name}" of workflow "${workflowId}" (is a worker running that serves its task queue?)`;
  return namespace.waits.until(
    { workflowId, runId, topic: `query:${queryId}` },
    what,
    (message, state) => {
      if (state === 'done' && message !== undefined) return JSON.parse(message) as Answer;
      return undefined;
    },
    options,
  );
}

const CLEAN: ReadonlySet<string> = new Set(['RUNNING', 'COMPLETED', 'CONTINUED_AS_NEW']);

async function refuse(namespace: Namespace, target: ExecutionTarget, rejection: QueryRejection): Promise<void> {
  const shard = namespace.applier.shardOf(target.workflowId);
  const run = await namespace.store.readRun(shard, target.workflowId, target.runId);
  if (!run) throw notFound(target);
  const rejected = rejection === 'NOT_OPEN' ? run.status !== 'RUNNING' : !CLEAN.has(run.status);
  if (!rejected) return;
  throw new EngineError('QUERY_REJECTED', `The workflow is ${run.status} and queries on it are rejected`, {
    status: run.status,
  });
}
