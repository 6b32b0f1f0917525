import { EngineError } from '../errors';
import { signalWithStart, startWorkflow, type StartContext, type StartPlan } from '../decide/start';
import { admitEffects } from '../decide/admit-update';
import { newId } from '../model/ids';
import type { ApplyResult } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import { checkName, checkPayloads, checkStart } from './check-request';
import type { SignalRequest, StartReply, StartRequest, UpdateCall } from './contract';
import { expired } from './refusals';

/** A call is refused by the store once its request id may have been forgotten. */
export const VALID_MS = 5 * 60_000;

export async function start(namespace: Namespace, request: StartRequest): Promise<StartReply> {
  checkStart(request);
  const context = contextOf(namespace);
  return apply(namespace, request, context, startWorkflow(request, context));
}

export async function startWithSignal(
  namespace: Namespace,
  request: StartRequest,
  signal: SignalRequest,
): Promise<StartReply> {
  checkStart(request);
  checkName('signal name', signal.name);
  checkPayloads('arguments of the signal', signal.args);
  const context = contextOf(namespace);
  return apply(namespace, request, context, signalWithStart(request, signal, context));
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
  const context = contextOf(namespace);
  const plan = startWorkflow(request, context, { onCreated: admitEffects(update) });
  return apply(namespace, request, context, plan);
}

function contextOf(namespace: Namespace): StartContext {
  return { runId: newId(), nowMs: namespace.clock.nowMs(), retentionMs: namespace.retentionMs() };
}

async function apply(
  namespace: Namespace,
  request: StartRequest,
  context: StartContext,
  plan: StartPlan,
): Promise<StartReply> {
  const transition = { ...plan.transition, validUntilMs: Math.ceil(context.nowMs) + VALID_MS };
  const result = await namespace.applier.apply(request.workflowId, transition);
  if (result.outcome === 'expired') throw expired(`Starting workflow "${request.workflowId}"`);
  if (result.outcome === 'refused') throw alreadyStarted(request, result);
  switch (plan.outcomes[result.alternative]) {
    case 'existing':
      return { runId: result.runId, started: false };
    case 'repeat':
    case 'created':
    default:
      return { runId: result.repeated ? result.runId : context.runId, started: true };
  }
}

function alreadyStarted(
  request: StartRequest,
  refused: Extract<ApplyResult, { outcome: 'refused' }>,
): EngineError {
  return new EngineError('ALREADY_EXISTS', 'Workflow execution already started', {
    workflowId: request.workflowId,
    workflowType: request.workflowType,
    runId: refused.runId,
  });
}
