import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import { publishState } from './subscribable';

export const score = defineSignal<[team: string]>('score');
export const whistle = defineSignal('whistle');

export async function match(home: string, away: string): Promise<string> {
  const goals = new Map([
    [home, 0],
    [away, 0],
  ]);
  let over = false;
  publishState(() => ({ ...Object.fromEntries(goals), ...(over ? { final: 'yes' } : { playing: 'yes' }) }));
  setHandler(score, (team) => void goals.set(team, (goals.get(team) ?? 0) + 1));
  setHandler(whistle, () => {
    over = true;
  });
  await condition(() => over);
  return [...goals.values()].join(':');
}
