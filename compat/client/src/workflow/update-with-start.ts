import type { StartReply } from '@perdure/engine';
import type { CallScope } from '../base-client';
import type {
  WorkflowStartUpdateInput,
  WorkflowStartUpdateWithStartInput,
  WorkflowStartUpdateWithStartOutput,
} from '../interceptors';
import { rethrow } from '../service/rethrow';
import { checkUpdateWithStart } from './check-options';
import { startRequest } from './start-request';
import { type WaitStage, protoOutcome, updateCall, updateFailed } from './update';

/**
 * End of the interceptor chain of `startUpdateWithStart` and `executeUpdateWithStart`. `onStarted` hears of the start as
 * soon as it is known: it may succeed although the update does not.
 */
export async function updateWithStart(
  scope: CallScope,
  stage: WaitStage,
  onStarted: (reply: StartReply) => void,
  input: WorkflowStartUpdateWithStartInput,
): Promise<WorkflowStartUpdateWithStartOutput> {
  const { workflowType, workflowStartOptions: options, workflowStartHeaders: headers } = input;
  checkUpdateWithStart(options);
  const request = await startRequest(scope, { workflowType, options, headers }, 'FAIL');
  const { workflowId } = request;
  const call = await updateCall(scope, updateInput(input, workflowId));
  try {
    const engine = await scope.engine();
    const reply = await engine.updateWithStart(request, call, stage, onStarted, scope.callOptions());
    return {
      workflowExecution: { workflowId, runId: reply.runId },
      updateId: reply.updateId,
      updateOutcome: protoOutcome(reply),
      updateOutputTypeInfo: input.updateTypeInfo?.outputType,
    };
  } catch (error) {
    return rethrow(error, { ...updateFailed('Update-With-Start failed', { workflowId }), workflowType });
  }
}

function updateInput(input: WorkflowStartUpdateWithStartInput, workflowId: string): WorkflowStartUpdateInput {
  return {
    updateName: input.updateName,
    args: input.updateArgs,
    typeInfo: input.updateTypeInfo,
    workflowExecution: { workflowId },
    options: input.updateOptions,
    headers: input.updateHeaders,
  };
}
