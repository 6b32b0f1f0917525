import { CancellationScope } from '../cancellation-scope';
import { requireRun } from '../runtime/current';
import type { Run } from '../runtime/run';
import { whereCalled } from '../runtime/waits';
import type { ExternalWorkflowHandle } from '../workflow-handle';
import { patched } from './patches';
import { type AnySignal, messageOf, signalWorkflow } from './signal-external';

/** Before it, such a request was not tied to the scope it was made in. The name is Temporal's. */
const SCOPE_PATCH = '__temporal_internal_connect_external_handle_cancel_to_scope';

/** Another workflow of the namespace, to signal or to cancel; nothing is sent by making the handle. */
export function getExternalWorkflowHandle(workflowId: string, runId?: string): ExternalWorkflowHandle {
  const run = requireRun(
    'Workflow.getExternalWorkflowHandle(...) may only be used from a Workflow Execution. Consider using Client.workflow.getHandle(...) instead.)',
  );
  const target = { type: 'external', workflowExecution: { workflowId, runId } } as const;
  return {
    workflowId,
    runId,
    cancel: () => requestCancel(run, workflowId, runId),
    signal: (def: AnySignal, ...args: unknown[]) => signalWorkflow(run, target, messageOf(def, args)),
    signalWithOptions: (signalName, { args, typeInfo }) =>
      signalWorkflow(run, target, { signalName, args: args ?? [], typeInfo }),
  };
}

function requestCancel(run: Run, workflowId: string, runId: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const scope = CancellationScope.current();
    if (scope.cancellable) {
      void scope.cancelRequested.catch((reason: Error) => {
        if (patched(SCOPE_PATCH)) reject(reason);
      });
    }
    if (scope.consideredCancelled && patched(SCOPE_PATCH)) return;
    const seq = run.nextSeq.cancelExternal++;
    run.push({ kind: 'requestCancelExternalWorkflow', seq, workflowId, ...(runId && { runId }) });
    run.completions.cancelExternal.add(seq, {
      resolve: resolve,
      reject,
      context: run.codec.ofWorkflow(workflowId),
      at: whereCalled(requestCancel),
    });
  });
}
