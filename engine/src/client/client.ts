import type { AttemptEnd } from '../decide/attempt';
import { requestCancel } from '../decide/request-cancel';
import { signalWorkflow } from '../decide/signal';
import { forgetWorkflow } from '../decide/forget';
import { terminateWorkflow } from '../decide/terminate';
import { LIMITS } from '../limits';
import { checkNotReserved } from '../model/reserved-ids';
import type { RunStatus } from '../model/status';
import type { Namespace } from '../namespace/namespace';
import { delay } from '../namespace/delay';
import { loopsForLongWait } from '../namespace/loops-for-long-wait';
import type { RunRecord } from '../store/contract';
import { endFromOutside, heartbeatFromOutside } from './activity-completion';
import { applyInTime, VALID_MS } from './apply-in-time';
import { createRecordClient } from '../records/client';
import { createRosterClient } from './roster';
import { createScheduleCalls } from './schedule/calls';
import { createStandaloneClient } from './standalone/client';
import { waitForClose } from './wait-for-close';
import { checkPayloads } from './check-request';
import { checkName } from './check-name';
import type { ActivityTarget, CallOptions, EngineClient } from './contract';
import type { ExecutionTarget, SignalRequest } from '../model/request';
import { countExecutions } from '../visibility/count';
import { listExecutions } from '../visibility/list';
import { query } from './query';
import { arrivalError, expired, last, notFound, notOpen } from './refusals';
import { start, startWithSignal, startWithUpdate } from './start';
import { update, waitForStage } from './update';
import { withinLimits } from './within-limits';

type ReadRun = (target: ExecutionTarget, options: CallOptions | undefined) => Promise<RunRecord>;

/** What clients do, on one namespace. Holds no state of its own. */
export function createEngineClient(namespace: Namespace): EngineClient {
  const readNow = async (target: ExecutionTarget): Promise<RunRecord> => {
    checkNotReserved(target.workflowId);
    const shard = namespace.applier.shardOf(target.workflowId);
    const run = await namespace.store.readRun(shard, target.workflowId, target.runId);
    if (!run || (target.firstRunId && run.firstRunId !== target.firstRunId)) throw notFound(target);
    return run;
  };
  const read: ReadRun = (target, options) =>
    withinLimits(options, `Reading workflow "${target.workflowId}"`, 'reads', () => readNow(target));
  return {
    schedules: createScheduleCalls(namespace),
    activities: createStandaloneClient(namespace),
    ...besideRuns(namespace),
    start: (request, options) => start(namespace, request, options),
    signalWithStart: (request, signal, options) => startWithSignal(namespace, request, signal, options),
    async updateWithStart(request, call, stage, onStarted, options) {
      const reply = await startWithUpdate(namespace, request, call, options);
      onStarted(reply);
      const target = { workflowId: request.workflowId, runId: reply.runId };
      if (reply.started) return waitForStage(namespace, target, call.updateId, stage, options);
      return update(namespace, target, call, stage, options);
    },
    signal: (target, signal, options) =>
      withinLimits(options, `Signal "${signal.name}"`, 'sameRequestId', () =>
        sendSignal(namespace, target, signal, options),
      ),
    async requestCancel(target, { requestId, reason, identity }, options) {
      checkNotReserved(target.workflowId);
      const transition = requestCancel(target, { reason, identity }, { kind: 'window', requestId });
      await applyOpen(namespace, target, transition, 'The cancel request', options);
    },
    async terminate(target, { requestId, reason, details, identity }, options) {
      checkNotReserved(target.workflowId);
      if (details) checkPayloads('details of the termination', details, namespace.maxPayloadBytes);
      const termination = { reason, details, identity, retentionMs: namespace.retentionMs() };
      const transition = terminateWorkflow(target, termination, { kind: 'window', requestId });
      await applyOpen(namespace, target, transition, 'The termination', options);
    },
    forget: (target, request, options) => forget(namespace, target, request, options),
    query: (target, call, options) => query(namespace, target, call, options),
    update: (target, call, stage, options) => update(namespace, target, call, stage, options),
    async updateOutcome(target, updateId, options) {
      const runId = target.runId ?? (await read(target, options)).runId;
      return waitForStage(namespace, { ...target, runId }, updateId, 'COMPLETED', options);
    },
    async waitForClose(target, options) {
      const { workflowId, runId = (await read(target, options)).runId } = target;
      const latest = async () => (await read({ ...target, runId }, options)).latest;
      const what = `workflow "${workflowId}" to end`;
      const event = await waitForClose(namespace, { workflowId, runId }, what, latest, options);
      if (event === 'gone') throw notFound({ workflowId, runId });
      return { runId, event };
    },
    describe: (target, options) =>
      read(target, options).then((run) => ({ ...run, statusName: run.status as RunStatus })),
    history: (target, options) =>
      withinLimits(options, `Reading the history of workflow "${target.workflowId}"`, 'reads', async () => {
        const { runId } = await readNow(target);
        return namespace.store.readHistory(namespace.applier.shardOf(target.workflowId), runId, 1);
      }),
    list: (request, options) =>
      withinLimits(options, 'Listing executions', 'reads', () => listExecutions(namespace.store, request)),
    count: (request, options) =>
      withinLimits(options, 'Counting executions', 'reads', () => countExecutions(namespace.store, request)),
    ...completionCalls(namespace),
  };
}

async function forget(
  namespace: Namespace,
  target: ExecutionTarget,
  request: Parameters<EngineClient['forget']>[1],
  options?: CallOptions,
): Promise<boolean> {
  checkNotReserved(target.workflowId);
  const what = `Forgetting workflow "${target.workflowId}"`;
  const transition = forgetWorkflow(target, request, { kind: 'window', requestId: request.requestId });
  const result = await withinLimits(options, what, 'sameRequestId', () =>
    applyInTime(namespace, target.workflowId, () => transition, options),
  );
  if (result.outcome === 'expired') throw expired(what);
  return result.outcome === 'applied';
}

/** What is not about runs. */
function besideRuns(namespace: Namespace): Pick<EngineClient, 'nowMs' | 'records' | 'roster' | 'events'> {
  const { store } = namespace;
  return {
    nowMs: () => namespace.clock.nowMs(),
    records: createRecordClient(namespace),
    roster: createRosterClient(namespace),
    events: {
      publish: (topic, message) => store.publish(topic, message),
      subscribe: (topic, listener) => store.subscribe(topic, listener),
    },
  };
}

type CompletionCalls = Pick<EngineClient, 'completeActivity' | 'failActivity' | 'cancelActivity' | 'heartbeatActivity'>;

/** Ends and heartbeats of activities from outside. */
function completionCalls(namespace: Namespace): CompletionCalls {
  const complete = (target: ActivityTarget, end: AttemptEnd, identity?: string, options?: CallOptions): Promise<void> =>
    withinLimits(options, 'The completion of the activity', 'firstWins', () =>
      endFromOutside(namespace, target, end, identity, options),
    );
  return {
    completeActivity: (target, result, identity, options) =>
      complete(target, { as: 'completed', result }, identity, options),
    failActivity: (target, failure, identity, options) =>
      complete(target, { as: 'failed', failure }, identity, options),
    cancelActivity: (target, details, identity, options) =>
      complete(target, { as: 'cancelled', details }, identity, options),
    heartbeatActivity: (target, details, options) =>
      withinLimits(options, 'The heartbeat of the activity', 'heartbeats', () =>
        heartbeatFromOutside(namespace, target, details),
      ),
  };
}

async function applyOpen(
  namespace: Namespace,
  target: ExecutionTarget,
  transition: Parameters<Namespace['applier']['apply']>[1],
  what: string,
  options: CallOptions | undefined,
): Promise<void> {
  const result = await withinLimits(options, what, 'sameRequestId', () =>
    applyInTime(namespace, target.workflowId, () => transition, options),
  );
  if (result.outcome === 'expired') throw expired(what);
  if (result.outcome === 'refused') throw notOpen(target, last(result).actual);
}

async function sendSignal(
  namespace: Namespace,
  target: ExecutionTarget,
  signal: SignalRequest,
  options: CallOptions = {},
): Promise<void> {
  checkNotReserved(target.workflowId);
  checkName('signal name', signal.name);
  checkPayloads('arguments of the signal', signal.args, namespace.maxPayloadBytes);
  // A run that is closing accepts it once its task has ended, be it by a timeout.
  const releaseLoops = loopsForLongWait(namespace.retainLoops);
  try {
    await signalUntilAnswered(namespace, target, signal, options);
  } finally {
    releaseLoops();
  }
}

async function signalUntilAnswered(
  namespace: Namespace,
  target: ExecutionTarget,
  signal: SignalRequest,
  options: CallOptions,
): Promise<void> {
  const transition = signalWorkflow(target, signal);
  const giveUpMs = options.deadlineMs ?? Date.now() + VALID_MS;
  for (;;) {
    const result = await applyInTime(namespace, target.workflowId, () => transition, options);
    if (result.outcome === 'applied') return;
    if (result.outcome === 'expired') throw expired(`Signal "${signal.name}"`);
    const error = arrivalError(target, result);
    if (error) throw error;
    if (Date.now() > giveUpMs || options.abortSignal?.aborted) throw expired(`Signal "${signal.name}"`);
    await delay(LIMITS.closingRetryMs, options.abortSignal);
  }
}
