/** Calls of a topic's function: standalone activities, waited for in the same script that starts them. */
import { randomUUID } from 'node:crypto';
import { payloadsFromJson, payloadFromJson } from './payloads';
import { type EngineClient, isEngineError, type StandaloneSummary, type StartActivityRequest } from '@perdure/engine';
import { inWorkflowContext } from '@perdure/workflow';
import { engineOf } from '../connection/pool';
import { callOnce } from '../flow/call-once';
import type { AnyFunction, IfFunction, Returned } from '../functions';
import { checkArgs, checkExecOptions, checkId, checkTopic } from './check';
import { durationMs } from './duration';
import { cancelled, refused, timedOut, toStreamError } from './errors';
import type { CallEnvelope } from './function-worker';
import { CALL_TYPE, DEFAULT_NAMESPACE, fingerprint, idOf, queueOf } from './names';
import { readTogether } from './shared-reads';
import type { CallConnection, ExecParams, FlushParams } from './types';

const DEFAULT_TIMEOUT = '30 seconds';
const HEARTBEAT_TIMEOUT_MS = 5_000;
/** An answer that nobody caches is kept for a moment: the caller may ask again when a reply was lost. */
const UNCACHED_KEEP_MS = 10_000;
/** Of attempts: thrown errors are final then, so only a process that died is replaced. */
const NO_LIMIT = 0;
/** Type of what a worker throws for an answer that is no JSON. */
const NO_JSON = 'ValueError';
/** How often a call may find that the cached answer it saw is gone, or is for other arguments. */
const TRIES = 10;

interface Call {
  readonly topic: string;
  readonly id: string;
  readonly envelope: CallEnvelope;
  readonly keepMs: number;
  readonly timeoutMs: number;
  readonly maximumAttempts: number;
  readonly signal?: AbortSignal;
}

/**
 * Calls the function of a topic and answers what it returned. The type parameter is the function's type
 * (`exec<typeof greet>`), which types arguments and answer, or the answer's. @throws StreamError with what it threw, or 504 when nobody
 * has answered in time; TypeError for a ttl without an id, or a text that is no duration.
 */
export async function exec<F extends AnyFunction = never>(
  params: IfFunction<F, ExecParams<Parameters<F>>>,
): Promise<Returned<F>>;
export async function exec<U = unknown>(params: ExecParams): Promise<U>;
export async function exec(params: ExecParams): Promise<unknown> {
  const call = callOf(params);
  if (!inWorkflowContext()) return await execute(params, call);
  // Recorded as an activity is: a replay does not call again.
  return await callOnce('MeshCall.exec', `MeshCall ${call.topic}`, () => execute(params, call));
}

async function execute(params: ExecParams, call: Call): Promise<unknown> {
  try {
    return await ask(params, call);
  } catch (error) {
    throw call.signal?.aborted ? cancelled(call) : refused(error, call);
  }
}

async function ask(params: ExecParams, call: Call): Promise<unknown> {
  const engine = await engineOfCall(params);
  const { id } = params.options ?? {};
  if (id !== undefined && params.options?.flush === true) await engine.activities.forget({ activityId: call.id });
  return id === undefined ? await callNow(engine, call, 'FAIL') : await cached(engine, call);
}

/** Drops the cached answer of a call: the next one is made. */
export async function flush(params: FlushParams): Promise<void> {
  const { topic, id = params.options?.id } = params;
  checkTopic(topic);
  checkId('MeshCall.flush', id);
  const drop = async (): Promise<void> => {
    const engine = await engineOfCall(params);
    await engine.activities.forget({ activityId: idOf(topic, id) });
  };
  await (inWorkflowContext() ? callOnce('MeshCall.flush', `MeshCall.flush ${topic}`, drop) : drop());
}

function engineOfCall({ redis, connection, namespace = DEFAULT_NAMESPACE }: CallConnection): Promise<EngineClient> {
  return engineOf(redis ?? connection, namespace);
}

function callOf({ topic, args = [], options = {} }: ExecParams): Call {
  checkTopic(topic);
  checkArgs(args);
  checkExecOptions(options);
  const { id, ttl, timeout = DEFAULT_TIMEOUT, maximumAttempts = 1, headers, signal } = options;
  return {
    topic,
    id: idOf(topic, id ?? randomUUID()),
    envelope: { args, fingerprint: fingerprint(args), repeats: maximumAttempts > 1, headers },
    keepMs: ttl === undefined ? UNCACHED_KEEP_MS : durationMs(ttl),
    timeoutMs: durationMs(timeout),
    maximumAttempts,
    signal,
  };
}

/** One call for all who ask at the same time; a kept answer to the same arguments is answered again. */
async function cached(engine: EngineClient, call: Call): Promise<unknown> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const found = await find(engine, call);
    if (found && 'answer' in found) return found.answer;
    try {
      return await callNow(engine, call, 'USE_EXISTING', found?.replaces);
    } catch (error) {
      // Somebody else's call has ended between our look and our start: it may be the answer.
      if (!isEngineError(error, 'ALREADY_EXISTS')) throw error;
    }
  }
  throw new Error(`The answer of call '${call.id}' changed ${TRIES} times while it was asked for: try again`);
}

/** `replaces`: the run whose answer does not count. */
type Found = { readonly answer: unknown } | { readonly replaces: string } | undefined;

/** What is known under the id: its answer, or an activity whose answer does not count. */
async function find(engine: EngineClient, call: Call): Promise<Found> {
  const known = await readTogether(engine, call.id);
  if (!known) return undefined;
  const isSame = envelopeOf(known)?.fingerprint === call.envelope.fingerprint;
  if (known.outcome === undefined) {
    if (isSame) return { answer: await outcome(engine, call, known.runId) };
    // Other arguments: after that one has ended.
    await outcome(engine, call, known.runId).catch(() => undefined);
    return { replaces: known.runId };
  }
  const isKept = known.status === 'COMPLETED' && known.nowMs < (known.keptUntilMs ?? Infinity);
  if (!isKept || !isSame) return { replaces: known.runId };
  return { answer: 'result' in known.outcome ? payloadFromJson(known.outcome.result[0]) : undefined };
}

function envelopeOf({ input }: StandaloneSummary): CallEnvelope | undefined {
  return payloadFromJson(input[0]) as CallEnvelope | undefined;
}

async function callNow(
  engine: EngineClient,
  call: Call,
  idConflictPolicy: StartActivityRequest['idConflictPolicy'],
  replaces?: string,
): Promise<unknown> {
  const { timeoutMs, maximumAttempts } = call;
  const { runId } = await engine.activities.start(
    {
      requestId: randomUUID(),
      activityId: call.id,
      activityType: CALL_TYPE,
      taskQueue: queueOf(call.topic),
      args: payloadsFromJson([call.envelope]),
      scheduleToCloseTimeoutMs: timeoutMs,
      heartbeatTimeoutMs: HEARTBEAT_TIMEOUT_MS,
      // Thrown errors end a call unless it may be repeated; a process that dies does not.
      retryPolicy: {
        initialIntervalMs: 100,
        backoffCoefficient: 2,
        maximumIntervalMs: 10_000,
        // An answer that is no JSON is thrown after the function has returned.
        nonRetryableErrorTypes: maximumAttempts > 1 ? [] : [NO_JSON],
        maximumAttempts: maximumAttempts > 1 ? maximumAttempts : NO_LIMIT,
      },
      idReusePolicy: replaces === undefined ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE',
      replacesRunId: replaces,
      idConflictPolicy,
      retentionMs: call.keepMs,
      awaitClose: true,
    },
    { abortSignal: call.signal },
  );
  return await outcome(engine, call, runId);
}

async function outcome(engine: EngineClient, call: Call, runId: string): Promise<unknown> {
  const target = { activityId: call.id, runId };
  try {
    const { outcome } = await engine.activities.outcome(target, { abortSignal: call.signal });
    if ('result' in outcome) return payloadFromJson(outcome.result[0]);
    throw toStreamError(outcome.failure, call);
  } catch (error) {
    if (call.signal?.aborted) await cancel(engine, target);
    throw isEngineError(error, 'DEADLINE_EXCEEDED') ? timedOut(call) : error;
  }
}

async function cancel(engine: EngineClient, target: { activityId: string; runId: string }): Promise<void> {
  const change = { requestId: randomUUID(), reason: 'The caller has gone away', identity: 'meshcall' };
  // It may have ended meanwhile.
  await engine.activities.requestCancel(target, change).catch(() => undefined);
}
