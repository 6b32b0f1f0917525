/** Ends of the interceptor chains of handles: signal, query, cancel, terminate. */
import { randomUUID } from 'node:crypto';
import type { EngineClient, Payload } from '@perdure/engine';
import { payloadMapToWire } from '@perdure/common/lib/wire';
import type { CallScope } from '../base-client';
import type {
  WorkflowCancelInput,
  WorkflowQueryInput,
  WorkflowSignalInput,
  WorkflowTerminateInput,
} from '../interceptors';
import { rethrow } from '../service/rethrow';
import { decodeQueryRejectCondition } from '../types';
import type {
  RequestCancelWorkflowExecutionResponse,
  TerminateWorkflowExecutionResponse,
  WorkflowExecution,
} from '../types';
import { contextOf } from './context';
import { signalRequest } from './start';

export async function signalWorkflow(scope: CallScope, input: WorkflowSignalInput): Promise<void> {
  const { workflowExecution: target } = input;
  const request = await signalRequest(scope, target.workflowId, input);
  try {
    const engine = await scope.engine();
    await engine.signal(target, request, scope.callOptions());
  } catch (error) {
    rethrow(error, { failed: 'Failed to signal Workflow', ...target });
  }
}

export async function queryWorkflow(scope: CallScope, input: WorkflowQueryInput): Promise<unknown> {
  const { workflowExecution: target, queryType: name, typeInfo } = input;
  const context = contextOf(scope, target.workflowId);
  const condition = decodeQueryRejectCondition(input.queryRejectCondition);
  const query = {
    name,
    args: await scope.coder.encodeAll(input.args, `The input of query ${name}`, context, typeInfo?.inputTypes),
    header: payloadMapToWire(input.headers),
    ...(condition !== undefined && condition !== 'NONE' && { rejection: condition }),
  };
  const payloads = await ask(scope, target, query);
  return scope.coder.decodeFirst(payloads, context, typeInfo?.outputType);
}

async function ask(
  scope: CallScope,
  target: WorkflowExecution,
  query: Parameters<EngineClient['query']>[1],
): Promise<readonly Payload[]> {
  try {
    const engine = await scope.engine();
    return await engine.query(target, query, scope.callOptions());
  } catch (error) {
    return rethrow(error, { failed: 'Failed to query Workflow', ...target });
  }
}

export async function cancelWorkflow(
  scope: CallScope,
  { workflowExecution, firstExecutionRunId: firstRunId }: WorkflowCancelInput,
): Promise<RequestCancelWorkflowExecutionResponse> {
  const request = { requestId: randomUUID(), identity: scope.identity };
  try {
    const engine = await scope.engine();
    await engine.requestCancel({ ...workflowExecution, firstRunId }, request, scope.callOptions());
    return {};
  } catch (error) {
    return rethrow(error, { failed: 'Failed to cancel Workflow', ...workflowExecution });
  }
}

export async function terminateWorkflow(
  scope: CallScope,
  { workflowExecution, firstExecutionRunId: firstRunId, reason, details }: WorkflowTerminateInput,
): Promise<TerminateWorkflowExecutionResponse> {
  const context = contextOf(scope, workflowExecution.workflowId);
  const request = {
    requestId: randomUUID(),
    identity: scope.identity,
    reason,
    details: details && (await scope.coder.encodeAll(details, 'The details of the termination', context)),
  };
  try {
    const engine = await scope.engine();
    await engine.terminate({ ...workflowExecution, firstRunId }, request, scope.callOptions());
    return {};
  } catch (error) {
    return rethrow(error, { failed: 'Failed to terminate Workflow', ...workflowExecution });
  }
}
