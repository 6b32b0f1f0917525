import { EngineError } from '../errors';
import { signalWithStart, startWorkflow, type StartContext, type StartPlan } from '../decide/start';
import { admitEffects } from '../decide/admit-update';
import { newId } from '../model/ids';
import type { ApplyResult, Effect } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import { EXPECTED_MS } from '../namespace/waits';
import { applyInTime } from './apply-in-time';
import { checkName, checkPayloads, checkStart } from './check-request';
import type { SignalRequest, StartReply, StartRequest, UpdateCall } from './contract';
import { expired } from './refusals';

export async function start(namespace: Namespace, request: StartRequest): Promise<StartReply> {
  checkStart(request);
  if (request.awaitClose) return startAndWatch(namespace, request);
  return apply(namespace, request, (context) => startWorkflow(request, context));
}

/** Registers this process for the end of the new run in the transition that creates it. */
async function startAndWatch(namespace: Namespace, request: StartRequest): Promise<StartReply> {
  const runId = newId();
  const { workflowId } = request;
  const forget = namespace.waits.expect({ workflowId, runId, topic: 'close' });
  const inbox = namespace.store.inbox.id;
  const watch: Effect = { do: 'watch', topic: 'close', inbox, ttlMs: EXPECTED_MS };
  try {
    const plan = (context: StartContext): StartPlan => startWorkflow(request, context, { onCreated: [watch] });
    const reply = await apply(namespace, request, plan, runId);
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
): Promise<StartReply> {
  checkStart(request);
  checkName('signal name', signal.name);
  checkPayloads('arguments of the signal', signal.args);
  return apply(namespace, request, (context) => signalWithStart(request, signal, context));
}

/** Creates the run with the update waiting in front of its first task; an existing run is left as it is. */
export async function startWithUpdate(
  namespace: Namespace,
  request: StartRequest,
  update: UpdateCall,
): Promise<StartReply> {
  checkStart(request);
  checkName('update name', update.name);
  checkPayloads('arguments of the update', update.args);
  return apply(namespace, request, (context) => startWorkflow(request, context, { onCreated: admitEffects(update) }));
}

async function apply(
  namespace: Namespace,
  request: StartRequest,
  planFor: (context: StartContext) => StartPlan,
  runId = newId(),
): Promise<StartReply> {
  let outcomes: StartPlan['outcomes'] = [];
  const result = await applyInTime(namespace, request.workflowId, (nowMs) => {
    const plan = planFor({ runId, nowMs, retentionMs: namespace.retentionMs() });
    outcomes = plan.outcomes;
    return plan.transition;
  });
  if (result.outcome === 'expired') throw expired(`Starting workflow "${request.workflowId}"`);
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
