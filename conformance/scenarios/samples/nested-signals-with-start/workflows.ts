import { condition, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import { goal, goals } from './signals';

const { tellLeague } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

/** Ends after `last` goals. */
export async function team(league: string, last: number): Promise<number> {
  const heard: string[] = [];
  setHandler(goals, () => heard);
  setHandler(goal, (by) => void heard.push(by));
  for (let told = 0; told < last; told++) {
    await condition(() => heard.length > told);
    await tellLeague(league, heard[told] ?? '');
  }
  return heard.length;
}

export async function league(last: number): Promise<string[]> {
  const heard: string[] = [];
  setHandler(goals, () => heard);
  setHandler(goal, (by) => void heard.push(by));
  await condition(() => heard.length === last);
  return heard;
}
