import type { TypeInfo } from '@temporalio/common';
import type { CallScope } from '../base-client';
import type { ProtoUpdateOutcome } from '../proto-types';
import type { WorkflowUpdateHandle } from './handle-types';
import { awaitOutcome, outcomeValue } from './update';

interface SentUpdate {
  readonly updateId: string;
  readonly workflowId: string;
  readonly workflowRunId?: string;
  /** Known already: `result()` asks nobody. */
  readonly outcome?: ProtoUpdateOutcome;
  readonly outputType?: TypeInfo;
}

export function updateHandle<Ret>(scope: CallScope, update: SentUpdate): WorkflowUpdateHandle<Ret> {
  const { updateId, workflowId, workflowRunId, outputType } = update;
  return {
    updateId,
    workflowId,
    workflowRunId,
    async result() {
      const outcome = update.outcome ?? (await awaitOutcome(scope, updateId, { workflowId, runId: workflowRunId }));
      return (await outcomeValue(scope, workflowId, outcome, outputType)) as Ret;
    },
  };
}
