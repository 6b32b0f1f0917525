import { EngineError } from '../errors';
import { signalWithStart, startWorkflow, type StartContext, type StartPlan } from '../decide/start';
import { admitEffects } from '../decide/admit-update';
import { typeConflict } from '../decide/search-attributes';
import { newId } from '../model/ids';
import type { ApplyResult, Effect, Transition } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import { EXPECTED_MS } from '../namespace/waits';
import { applyInTime } from './apply-in-time';
import { checkPayloads, checkStart } from './check-request';
import { checkName } from './check-name';
import { recordAtStart, withKnownIndexes } from '../records/change';
import type { CallOptions, StartReply } from './contract';
import type { SignalRequest, StartRequest, UpdateCall } from '../model/request';
import { expired } from './refusals';
import { withinLimits } from './within-limits';

export async function start(namespace: Namespace, request: StartRequest, options?: CallOptions): Promise<StartReply> {
  checkStart(request, namespace.maxPayloadBytes);
  if (request.awaitClose) return startAndWatch(namespace, request, options);
  return apply(namespace, request, (context) => startWorkflow(request, context), options);
}

/** Registers this process for the end of the new run in the transition that creates it. */
async function startAndWatch(namespace: Namespace, request: StartRequest, options?: CallOptions): Promise<StartReply> {
  const runId = newId();
  const { workflowId } = request;
  const forget = namespace.waits.expect({ workflowId, runId, topic: 'close' });
  const inbox = namespace.store.inbox.id;
  const watch: Effect = { do: 'watch', topic: 'close', inbox, ttlMs: EXPECTED_MS };
  try {
    const plan = (context: StartContext): StartPlan => startWorkflow(request, context, { onCreated: [watch] });
    const reply = await apply(namespace, request, plan, options, runId);
    if (reply.runId !== runId) forget();
    return reply;
  } catch (error) {
    forget();
    throw error;
  }
}

export async function startWithSignal(
  namespace: Namespace,
  request: StartRequest,
  signal: SignalRequest,
  options?: CallOptions,
): Promise<StartReply> {
  checkStart(request, namespace.maxPayloadBytes);
  checkName('signal name', signal.name);
  checkPayloads('arguments of the signal', signal.args, namespace.maxPayloadBytes);
  return apply(namespace, request, (context) => signalWithStart(request, signal, context), options);
}

/** Creates the run with the update waiting in front of its first task; an existing run is left as it is. */
export async function startWithUpdate(
  namespace: Namespace,
  request: StartRequest,
  update: UpdateCall,
  options?: CallOptions,
): Promise<StartReply> {
  checkStart(request, namespace.maxPayloadBytes);
  checkName('update name', update.name);
  checkPayloads('arguments of the update', update.args, namespace.maxPayloadBytes);
  const plan = (context: StartContext): StartPlan =>
    startWorkflow(request, context, { onCreated: admitEffects(update) });
  return apply(namespace, request, plan, options);
}

async function apply(
  namespace: Namespace,
  request: StartRequest,
  planFor: (context: StartContext) => StartPlan,
  options?: CallOptions,
  runId = newId(),
): Promise<StartReply> {
  let outcomes: StartPlan['outcomes'] = [];
  let sent: Transition | undefined;
  let record: StartContext['record'];
  const make = (nowMs: number): Transition => {
    const plan = planFor({ runId, nowMs, retentionMs: namespace.retentionMs(), record });
    outcomes = plan.outcomes;
    sent = plan.transition;
    return plan.transition;
  };
  const what = `Starting workflow "${request.workflowId}"`;
  const send = (): Promise<ApplyResult> => applyInTime(namespace, request.workflowId, make, options);
  const result = await withinLimits(options, what, 'sameRequestId', async () => {
    if (!request.record) return send();
    const attempt = await withKnownIndexes(namespace, request.workflowId, async (known) => {
      record = recordAtStart(request.record, known);
      return { answer: await send(), transition: sent };
    });
    return attempt.answer;
  });
  if (result.outcome === 'expired') throw expired(what);
  const conflict = sent && typeConflict(sent, result);
  if (conflict) throw new EngineError('INVALID_ARGUMENT', `BadSearchAttributes: ${conflict}`);
  if (result.outcome === 'refused') throw alreadyStarted(request, result);
  return { runId: result.runId, started: outcomes[result.alternative] !== 'existing' };
}

function alreadyStarted(request: StartRequest, refused: Extract<ApplyResult, { outcome: 'refused' }>): EngineError {
  return new EngineError('ALREADY_EXISTS', 'Workflow execution already started', {
    workflowId: request.workflowId,
    workflowType: request.workflowType,
    runId: refused.runId,
  });
}
