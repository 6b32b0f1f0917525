import { EngineError } from '../errors';
import type { CommandOf } from '../model/command';
import { newId } from '../model/ids';
import type { Payload, PayloadMap } from '../model/payload';
import { forgetSticky } from '../decide/forget-sticky';
import { delay } from '../namespace/delay';
import type { Namespace } from '../namespace/namespace';
import { checkPayloads } from './check-request';
import { checkName } from './check-name';
import type { CallOptions, QueryRejection } from './contract';
import type { ExecutionTarget } from '../model/request';
import { notFound } from './refusals';
import { withinLimits } from './within-limits';

/** How long a query without a deadline waits for a worker. */
const DEFAULT_QUERY_MS = 10_000;

/** How long a question stays unanswered before it is asked again. */
const ASK_AGAIN_MS = 2_000;

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
  checkPayloads('arguments of the query', call.args, namespace.maxPayloadBytes);
  const { rejection } = call;
  if (rejection) {
    await withinLimits(options, `Query "${call.name}"`, 'reads', () => refuse(namespace, target, rejection));
  }
  const deadlineMs = options.deadlineMs ?? Date.now() + DEFAULT_QUERY_MS;
  const answer = await answered(namespace, target, call, { ...options, deadlineMs });
  if ('result' in answer) return answer.result;
  throw new EngineError('QUERY_FAILED', answer.failure.message, { failure: answer.failure });
}

type Answer = CommandOf<'queryResponse'>['answer'];

type Deadline = CallOptions & { readonly deadlineMs: number };

/**
 * Asks, and once more at the shared queue when there is no answer for a while: the worker that keeps the run warm may
 * be gone, or the run has closed while the question waited for its next task. The first answer counts.
 */
async function answered(
  namespace: Namespace,
  target: ExecutionTarget,
  call: QueryCall,
  options: Deadline,
): Promise<Answer> {
  const over = new AbortController();
  const { abortSignal } = options;
  const signal = abortSignal ? AbortSignal.any([abortSignal, over.signal]) : over.signal;
  const limits = { ...options, abortSignal: signal };
  const again = async (): Promise<Answer> => {
    await delay(ASK_AGAIN_MS, signal);
    if (!signal.aborted) await namespace.applier.apply(target.workflowId, forgetSticky(target));
    return askOnce(namespace, target, call, limits);
  };
  const asked = [askOnce(namespace, target, call, limits), again()];
  for (const one of asked) one.catch(() => undefined);
  try {
    return await Promise.race(asked);
  } finally {
    over.abort();
  }
}

async function askOnce(
  namespace: Namespace,
  { workflowId, runId }: ExecutionTarget,
  call: QueryCall,
  options: Deadline,
): Promise<Answer> {
  const queryId = newId();
  const what = `query "${call.name}" of workflow "${workflowId}" (is a worker running that serves its task queue?)`;
  if (options.abortSignal?.aborted) throw new EngineError('CANCELLED', `The ${what} was cancelled by its caller.`);
  const asked = await withinLimits(options, `Query "${call.name}" of workflow "${workflowId}"`, 'reads', () =>
    namespace.store.ask(namespace.applier.shardOf(workflowId), {
      workflowId,
      runId,
      query: { queryId, name: call.name, args: call.args, header: call.header ?? {} },
      inbox: namespace.store.inbox.id,
      ttlMs: Math.max(1, Math.ceil(options.deadlineMs - Date.now())),
    }),
  );
  if (asked.state === 'notFound') throw notFound({ workflowId, runId });
  return namespace.waits.until(
    { workflowId, runId: asked.runId, topic: `query:${queryId}` },
    what,
    (message, state) => (state === 'done' && message !== undefined ? (JSON.parse(message) as Answer) : undefined),
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
