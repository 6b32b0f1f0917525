import type { SignalDefinition, SignalTypeInfo } from '@temporalio/common';
import { payloadMapToWire } from '@perdure/common/lib/wire';
import type { SignalExternalWorkflow, SignalTarget } from '@perdure/engine';
import { composeInterceptors } from '../interceptor-composition';
import type { SignalWorkflowInput } from '../interceptors';
import { requireRun } from '../runtime/current';
import type { Run } from '../runtime/run';
import { linkToScope } from '../runtime/scope-link';
import { whereCalled } from '../runtime/waits';
import { defined } from './durations';

type Target = SignalWorkflowInput['target'];
interface Message {
  readonly signalName: string;
  readonly args: unknown[];
  readonly typeInfo?: SignalTypeInfo;
}

/** Sends a signal to another workflow; resolves when it was taken, rejects when there is no such workflow. */
export function signalWorkflow(run: Run, target: Target, message: Message): Promise<void> {
  const send = composeInterceptors(run.interceptors.outbound, 'signalWorkflow', signalNext);
  return send({ seq: run.nextSeq.signalExternal++, target, headers: {}, ...message });
}

/** Any signal, by name or by definition. */

export type AnySignal = SignalDefinition<any[]> | string;

/** Name and types of a signal given by name or by definition. */
export function messageOf(signal: AnySignal, args: unknown[]): Message {
  return typeof signal === 'string'
    ? { signalName: signal, args }
    : { signalName: signal.name, args, typeInfo: signal.typeInfo };
}

function signalNext({ seq, signalName, args, typeInfo, target, headers }: SignalWorkflowInput): Promise<void> {
  const run = requireRun('Workflow uninitialized');
  const to = targetOf(target);
  const context = run.codec.ofWorkflow(to.workflowId);
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      if (run.completions.signalExternal.has(seq)) run.push({ kind: 'cancelSignalExternalWorkflow', seq });
    };
    if (!linkToScope(reject, cancel)) return;
    run.push(
      defined<SignalExternalWorkflow>({
        kind: 'signalExternalWorkflow',
        seq,
        target: to,
        signalName,
        args: run.codec.encodeAll(args, context, typeInfo?.inputTypes),
        header: payloadMapToWire(headers),
      }),
    );
    const at = whereCalled(signalWorkflow);
    run.completions.signalExternal.add(seq, { resolve: resolve, reject, context, at });
  });
}

function targetOf(target: Target): SignalTarget {
  if (target.type === 'child') return { kind: 'child', workflowId: target.childWorkflowId };
  const { workflowId, runId } = target.workflowExecution;
  return { kind: 'external', workflowId: workflowId ?? '', ...(runId && { runId }) };
}
