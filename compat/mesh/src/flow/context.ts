import { workflowInfo } from '@perdure/workflow';
import { currentState } from './current-run';
import type { WorkflowContext } from './types';

/** Memo of a hook: the execution whose record it works on. */
export const ORIGIN = 'meshflow:origin';

/** What is known of the current execution. */
export function getContext(): WorkflowContext {
  const state = currentState('getContext');
  const { workflowId, workflowType, taskQueue, namespace, runId, memo, unsafe } = workflowInfo();
  const origin = memo?.[ORIGIN];
  return {
    workflowId,
    workflowName: workflowType,
    workflowTopic: taskQueue,
    namespace,
    runId,
    counter: state.steps,
    replay: unsafe.isReplaying || state.replaysEarlierRun,
    ...(typeof origin === 'string' && { originJobId: origin }),
  };
}
