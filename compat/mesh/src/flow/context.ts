import { workflowInfo } from '@perdure/workflow';
import { currentState } from './current-run';
import { ORIGIN } from './origin';
import type { WorkflowContext } from './types';

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
