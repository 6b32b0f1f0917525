import { activityInfo, getClient } from '@temporalio/activity';
import { goal } from './signals';
import type { league } from './workflows';

export async function tellLeague(workflowId: string, by: string): Promise<void> {
  await getClient().workflow.signalWithStart<typeof league, [string]>('league', {
    workflowId,
    taskQueue: activityInfo().taskQueue,
    args: [3],
    signal: goal,
    signalArgs: [by],
  });
}
