import { requestCancel } from '../decide/request-cancel';
import { signalWorkflow } from '../decide/signal';
import { terminateWorkflow } from '../decide/terminate';
import type { EventBody } from '../model/event';
import type { RunStatus } from '../model/status';
import type { Namespace } from '../namespace/namespace';
import { delay } from '../namespace/delay';
import type { RunRecord } from '../store/contract';
import { endFromOutside, heartbeatFromOutside } from './activity-completion';
import { applyInTime, VALID_MS } from './apply-in-time';
import { checkName, checkPayloads } from './check-request';
import type { CallOptions, CloseReply, EngineClient, ExecutionTarget, SignalRequest } from './contract';
import { query } from './query';
import { arrivalError, expired, last, notFound, notOpen } from './refusals';
import { start, startWithSignal, startWithUpdate } from './start';
import { update, waitForStage } from './update';

const CLOSING_RETRY_MS = 20;

/** What clients do, on one namespace. Holds no state of its own. */
export function createEngineClient(namespace: Namespace): EngineClient {
  const read = async (target: ExecutionTarget): Promise<RunRecord> => {
    const shard = namespace.applier.shardOf(target.workflowId);
    const run = await namespace.store.readRun(shard, target.workflowId, target.runId);
    if (!run || (target.firstRunId && run.firstRunId !== target.firstRunId)) throw notFound(target);
    return run;
  };
  return {
    start: (request) => start(namespace, request),
    signalWithStart: (request, signal) => startWithSignal(namespace, request, signal),
    async updateWithStart(request, call, stage, onStarted, options) {
      const reply = await startWithUpdate(namespace, request, call);
      onStarted(reply);
      const target = { workflowId: request.workflowId, runId: reply.runId };
      if (reply.started) return waitForStage(namespace, target, call.updateId, stage, options);
      return update(namespace, target, call, stage, options);
    },
    signal: (target, signal, options) => sendSignal(namespace, target, signal, options),
    async requestCancel(target, { requestId, reason, identity }) {
      const dedupe = { kind: 'window', requestId } as const;
      await applyOpen(namespace, target, requestCancel(target, { reason, identity }, dedupe), 'The cancel request');
    },
    async terminate(target, { requestId, reason, details, identity }) {
      const termination = { reason, details, identity, retentionMs: namespace.retentionMs() };
      const dedupe = { kind: 'window', requestId } as const;
      await applyOpen(namespace, target, terminateWorkflow(target, termination, dedupe), 'The termination');
    },
    query: (target, call, options) => query(namespace, target, call, options),
    update: (target, call, stage, options) => update(namespace, target, call, stage, options),
    async updateOutcome(target, updateId, options) {
      const runId = target.runId ?? (await read(target)).runId;
      return waitForStage(namespace, { ...target, runId }, updateId, 'COMPLETED', options);
    },
    async waitForClose(target, options) {
      const runId = target.runId ?? (await read(target)).runId;
      return waitForClose(namespace, { ...target, runId }, read, options);
    },
    async describe(target) {
      const run = await read(target);
      return { ...run, statusName: run.status as RunStatus };
    },
    async history(target) {
      const { runId } = await read(target);
      return namespace.store.readHistory(namespace.applier.shardOf(target.workflowId), runId, 1);
    },
    completeActivity: (target, result, identity) =>
      endFromOutside(namespace, target, { as: 'completed', result }, identity),
    failActivity: (target, failure, identity) => endFromOutside(namespace, target, { as: 'failed', failure }, identity),
    cancelActivity: (target, details, identity) =>
      endFromOutside(namespace, target, { as: 'cancelled', details }, identity),
    heartbeatActivity: (target, details) => heartbeatFromOutside(namespace, target, details),
    close: () => Promise.resolve(),
  };
}

async function applyOpen(
  namespace: Namespace,
  target: ExecutionTarget,
  transition: Parameters<Namespace['applier']['apply']>[1],
  what: string,
): Promise<void> {
  const result = await applyInTime(namespace, target.workflowId, () => transition);
  if (result.outcome === 'expired') throw expired(what);
  if (result.outcome === 'refused') throw notOpen(target, last(result).actual);
}

async function sendSignal(
  namespace: Namespace,
  target: ExecutionTarget,
  signal: SignalRequest,
  options: CallOptions = {},
): Promise<void> {
  checkName('signal name', signal.name);
  checkPayloads('arguments of the signal', signal.args);
  const transition = signalWorkflow(target, signal);
  const giveUpMs = options.deadlineMs ?? Date.now() + VALID_MS;
  for (;;) {
    const result = await applyInTime(namespace, target.workflowId, () => transition);
    if (result.outcome === 'applied') return;
    if (result.outcome === 'expired') throw expired(`Signal "${signal.name}"`);
    const error = arrivalError(target, result);
    if (error) throw error;
    if (Date.now() > giveUpMs || options.abortSignal?.aborted) throw expired(`Signal "${signal.name}"`);
    await delay(CLOSING_RETRY_MS, options.abortSignal);
  }
}

/** What a notification of a close says; docs/store-semantics.md. A large event is read instead. */
interface CloseMessage {
  readonly status: string;
  readonly event?: EventBody & { readonly t: number };
}

async function waitForClose(
  namespace: Namespace,
  target: ExecutionTarget & { readonly runId: string },
  read: (target: ExecutionTarget) => Promise<RunRecord>,
  options: CallOptions = {},
): Promise<CloseReply> {
  const { workflowId, runId } = target;
  const closed = await namespace.waits.until<CloseMessage | 'gone'>(
    { workflowId, runId, topic: 'close' },
    `workflow "${workflowId}" to end`,
    (message, state) => {
      if (state === 'gone') return 'gone';
      return message === undefined ? undefined : (JSON.parse(message) as CloseMessage);
    },
    options,
  );
  if (closed === 'gone') throw notFound(target);
  if (!closed.event) return { runId, event: (await read(target)).latest };
  const { t, ...event } = closed.event;
  return { runId, event: { ...event, timeMs: t } };
}
