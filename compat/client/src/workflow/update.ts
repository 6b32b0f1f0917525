/** Updates: admit one, wait for its stage or outcome, decode it. */
import { randomUUID } from 'node:crypto';
import type { ExecutionTarget, UpdateCall, UpdateOutcome, UpdateReply } from '@perdure/engine';
import { failureFromWire, payloadMapToWire, payloadsFromWire } from '@perdure/common/lib/wire';
import type { TypeInfo } from '@temporalio/common';
import type { CallScope } from '../base-client';
import { WorkflowUpdateFailedError } from '../errors';
import type { WorkflowStartUpdateInput, WorkflowStartUpdateOutput } from '../interceptors';
import type { ProtoUpdateOutcome } from '../proto-types';
import { type Call, rethrow } from '../service/rethrow';
import type { WorkflowExecution } from '../types';
import { WorkflowUpdateStage } from '../workflow-update-stage';
import { contextOf } from './context';

/** What an update call may wait for. */
export type WaitStage = 'ACCEPTED' | 'COMPLETED';

/** ADMITTED cannot be waited for; like Temporal's client, it is taken as ACCEPTED. */
export function waitStage(stage: WorkflowUpdateStage): WaitStage {
  return stage === WorkflowUpdateStage.COMPLETED ? 'COMPLETED' : 'ACCEPTED';
}

/** End of the interceptor chain of `startUpdate` and `executeUpdate`. */
export async function startUpdate(
  scope: CallScope,
  stage: WaitStage,
  input: WorkflowStartUpdateInput,
): Promise<WorkflowStartUpdateOutput> {
  const { workflowExecution, firstExecutionRunId: firstRunId } = input;
  const call = await updateCall(scope, input);
  try {
    const engine = await scope.engine();
    const reply = await engine.update({ ...workflowExecution, firstRunId }, call, stage, scope.callOptions());
    return {
      updateId: reply.updateId,
      workflowRunId: reply.runId,
      outcome: protoOutcome(reply),
      outputTypeInfo: input.typeInfo?.outputType,
    };
  } catch (error) {
    return rethrow(error, updateFailed('Workflow Update failed', workflowExecution));
  }
}

export async function updateCall(
  scope: CallScope,
  input: Pick<
    WorkflowStartUpdateInput,
    'updateName' | 'args' | 'typeInfo' | 'headers' | 'options' | 'workflowExecution'
  >,
): Promise<UpdateCall> {
  const { updateName: name, workflowExecution, typeInfo } = input;
  const context = contextOf(scope, workflowExecution.workflowId);
  return {
    updateId: input.options.updateId ?? randomUUID(),
    name,
    args: await scope.coder.encodeAll(input.args, `The input of update ${name}`, context, typeInfo?.inputTypes),
    header: payloadMapToWire(input.headers),
    identity: scope.identity,
  };
}

/** Waits until an update admitted earlier has its outcome. */
export async function awaitOutcome(
  scope: CallScope,
  updateId: string,
  target: ExecutionTarget,
): Promise<ProtoUpdateOutcome> {
  try {
    const engine = await scope.engine();
    for (;;) {
      const outcome = protoOutcome(await engine.updateOutcome(target, updateId, scope.callOptions()));
      if (outcome !== undefined) return outcome;
    }
  } catch (error) {
    return rethrow(error, updateFailed('Workflow Update Poll failed', target));
  }
}

/** The value of an update; WorkflowUpdateFailedError when it was rejected or failed. */
export async function outcomeValue(
  scope: CallScope,
  workflowId: string,
  outcome: ProtoUpdateOutcome,
  outputType: TypeInfo | undefined,
): Promise<unknown> {
  const context = contextOf(scope, workflowId);
  if (outcome.failure) {
    const cause = await scope.coder.decodeProtoError(outcome.failure, context);
    throw new WorkflowUpdateFailedError('Workflow Update failed', cause);
  }
  return scope.coder.decodeProtoFirst(outcome.success?.payloads, context, outputType);
}

/** The outcome as interceptors see it. */
export function protoOutcome(reply: UpdateReply): ProtoUpdateOutcome | undefined {
  return reply.outcome && toProto(reply.outcome);
}

function toProto(outcome: UpdateOutcome): ProtoUpdateOutcome {
  return 'failure' in outcome
    ? { failure: failureFromWire(outcome.failure) }
    : { success: { payloads: payloadsFromWire(outcome.result) } };
}

export function updateFailed(failed: string, { workflowId, runId }: WorkflowExecution): Call {
  return { failed, workflowId, runId, update: true };
}
