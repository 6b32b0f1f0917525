import { randomUUID } from 'node:crypto';
import type { SignalRequest } from '@perdure/engine';
import { payloadMapToWire } from '@perdure/common/lib/wire';
import type { CallScope } from '../base-client';
import type { WorkflowSignalWithStartInput, WorkflowStartInput, WorkflowStartOutput } from '../interceptors';
import { rethrow } from '../service/rethrow';
import { contextOf } from './context';
import { startRequest } from './start-request';

/** End of the interceptor chain of `start`. `awaitClose`: the result will be waited for at once. */
export async function startWorkflow(
  scope: CallScope,
  input: WorkflowStartInput,
  awaitClose: boolean,
): Promise<WorkflowStartOutput> {
  const request = await startRequest(scope, input, 'FAIL');
  try {
    const engine = await scope.engine();
    const { runId } = await engine.start(awaitClose ? { ...request, awaitClose } : request, scope.callOptions());
    return { runId, eagerlyStarted: false };
  } catch (error) {
    const { workflowType, workflowId } = request;
    return rethrow(error, { failed: 'Failed to start Workflow', workflowId, workflowType });
  }
}

/** End of the interceptor chain of `signalWithStart`; answers the run id. */
export async function signalWithStart(scope: CallScope, input: WorkflowSignalWithStartInput): Promise<string> {
  const request = await startRequest(scope, input, 'USE_EXISTING');
  const signal = await signalRequest(scope, request.workflowId, {
    signalName: input.signalName,
    args: input.signalArgs,
    typeInfo: input.signalTypeInfo,
    // Temporal has one set of headers for both.
    headers: input.headers,
  });
  try {
    const engine = await scope.engine();
    const { runId } = await engine.signalWithStart(request, signal, scope.callOptions());
    return runId;
  } catch (error) {
    const { workflowType, workflowId } = request;
    return rethrow(error, { failed: 'Failed to signalWithStart Workflow', workflowId, workflowType });
  }
}

interface SignalParts {
  readonly signalName: string;
  readonly args: readonly unknown[];
  readonly typeInfo?: WorkflowSignalWithStartInput['signalTypeInfo'];
  readonly headers: WorkflowStartInput['headers'];
}

export async function signalRequest(
  scope: CallScope,
  workflowId: string,
  { signalName, args, typeInfo, headers }: SignalParts,
): Promise<SignalRequest> {
  const context = contextOf(scope, workflowId);
  return {
    requestId: randomUUID(),
    name: signalName,
    args: await scope.coder.encodeAll(args, `The input of signal ${signalName}`, context, typeInfo?.inputTypes),
    header: payloadMapToWire(headers),
    identity: scope.identity,
  };
}
