import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';

const { large } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

type Outcome = { activitiesOfTheFirstRun: number; suggestedToTheSecond: boolean };

export async function untilSuggested(activitiesOfTheFirstRun: number): Promise<Outcome> {
  const suggested = () => workflowInfo().continueAsNewSuggested;
  if (activitiesOfTheFirstRun > 0) return { activitiesOfTheFirstRun, suggestedToTheSecond: suggested() };
  let count = 0;
  for (; !suggested(); count += 1) await large();
  return await continueAsNew<typeof untilSuggested>(count);
}
