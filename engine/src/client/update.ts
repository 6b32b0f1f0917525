import { EngineError } from '../errors';
import { admitUpdate } from '../decide/admit-update';
import { LIMITS } from '../limits';
import type { UpdateOutcome, WorkflowExecutionUpdateCompleted } from '../model/event';
import type { Failure } from '../model/failure';
import { delay } from '../namespace/delay';
import type { Namespace } from '../namespace/namespace';
import { checkNotReserved } from '../model/reserved-ids';
import { applyInTime } from './apply-in-time';
import { checkPayloads } from './check-request';
import { checkName } from './check-name';
import type { CallOptions, UpdateReply, UpdateStage } from './contract';
import type { ExecutionTarget, UpdateCall } from '../model/request';
import { expired, notFound, updateError } from './refusals';
import { withinLimits } from './within-limits';

/** Admits an update and waits until it has reached the stage. */
export async function update(
  namespace: Namespace,
  target: ExecutionTarget,
  call: UpdateCall,
  stage: UpdateStage,
  options: CallOptions = {},
): Promise<UpdateReply> {
  checkNotReserved(target.workflowId);
  checkName('update name', call.name);
  checkName('update id', call.updateId);
  checkPayloads('arguments of the update', call.args, namespace.maxPayloadBytes);
  const what = `Update "${call.name}"`;
  const runId = await withinLimits(options, what, 'sameUpdateId', () => admit(namespace, target, call, options));
  return waitForStage(namespace, { ...target, runId }, call.updateId, stage, options);
}

/** Tried again for a while when too many updates are in flight, as Temporal's client does. */
async function admit(
  namespace: Namespace,
  target: ExecutionTarget,
  call: UpdateCall,
  options: CallOptions,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await applyInTime(namespace, target.workflowId, () => admitUpdate(target, call), options);
    if (result.outcome === 'applied') return result.runId;
    if (result.outcome === 'expired') throw expired(`Update "${call.name}"`);
    const error = updateError(target, result);
    if (error.code !== 'LIMIT_EXCEEDED' || attempt === LIMITS.updateAttempts) throw error;
    await delay(retryMs(attempt), options.abortSignal);
    if (options.abortSignal?.aborted || Date.now() > (options.deadlineMs ?? Infinity)) throw error;
  }
}

function retryMs(attempt: number): number {
  return Math.min(LIMITS.updateRetryMaxMs, 1_000 * 1.7 ** attempt) * (0.8 + 0.4 * Math.random());
}

/** What notifications about an update say; docs/store-semantics.md. */
type UpdateMessage =
  | { readonly state: 'accepted' }
  | { readonly state: 'completed'; readonly event: WorkflowExecutionUpdateCompleted }
  | { readonly state: 'rejected'; readonly failure: Failure }
  | { readonly state: 'closed' };

type Heard = { readonly outcome: UpdateOutcome } | 'accepted' | 'closed' | 'gone';

export async function waitForStage(
  namespace: Namespace,
  target: ExecutionTarget & { readonly runId: string },
  updateId: string,
  stage: UpdateStage,
  options: CallOptions = {},
): Promise<UpdateReply> {
  const { runId, workflowId } = target;
  if (stage === 'ADMITTED') return { updateId, runId, stage };
  let accepted = false;
  const what = `update "${updateId}" of workflow "${workflowId}" (is a worker running that serves its task queue?)`;
  const heard = await namespace.waits.until<Heard>(
    { workflowId, runId, topic: `update:${updateId}` },
    what,
    (text, state) => {
      if (state === 'gone') return 'gone';
      const message = text === undefined ? undefined : (JSON.parse(text) as UpdateMessage);
      switch (message?.state) {
        case 'completed':
          return { outcome: message.event.outcome };
        case 'rejected':
          return { outcome: { failure: message.failure } };
        case 'accepted':
          accepted = true;
          return stage === 'ACCEPTED' ? 'accepted' : undefined;
        case 'closed':
          return 'closed';
        case undefined:
          return undefined;
      }
    },
    options,
  );
  if (heard === 'gone') throw notFound(target);
  if (heard === 'accepted') return { updateId, runId, stage: 'ACCEPTED' };
  if (heard === 'closed') return afterClose(namespace, target, updateId, accepted);
  return { updateId, runId, stage: 'COMPLETED', outcome: heard.outcome };
}

/** The run closed first: what had been accepted has failed, what had not was never there (spec 9.3). */
async function afterClose(
  namespace: Namespace,
  target: ExecutionTarget & { readonly runId: string },
  updateId: string,
  knownAccepted: boolean,
): Promise<UpdateReply> {
  if (!knownAccepted && !(await wasAccepted(namespace, target, updateId))) {
    throw new EngineError('UPDATE_ABORTED', 'workflow update was aborted by closing workflow', { updateId });
  }
  const failure: Failure = {
    message: 'Workflow Update failed because the Workflow completed before the Update completed.',
    source: 'Server',
    info: { kind: 'application', type: 'AcceptedUpdateCompletedWorkflow', nonRetryable: true },
  };
  return { updateId, runId: target.runId, stage: 'COMPLETED', outcome: { failure } };
}

async function wasAccepted(
  namespace: Namespace,
  target: ExecutionTarget & { readonly runId: string },
  updateId: string,
): Promise<boolean> {
  const shard = namespace.applier.shardOf(target.workflowId);
  const events = await namespace.store.readHistory(shard, target.runId, 1);
  return events.some((event) => event.type === 'WorkflowExecutionUpdateAccepted' && event.updateId === updateId);
}
