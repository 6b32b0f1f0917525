import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';

export interface Observation {
  readonly at: Date;
  readonly birds: Set<string>;
  readonly feathers: bigint;
  readonly name: RegExp;
}

const { later } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const seen = defineSignal<[Set<string>]>('seen');
export const birds = defineQuery<Set<string>>('birds');

export async function observe(observation: Observation): Promise<Observation> {
  let known = observation.birds;
  setHandler(birds, () => known);
  setHandler(seen, (more) => {
    known = new Set([...known, ...more]);
  });
  await condition(() => known.size > observation.birds.size);
  if (!observation.name.test('Owl')) throw new Error('An expression that no longer matches');
  const at = await later(observation.at, 3_600_000);
  return { ...observation, at, birds: known, feathers: observation.feathers + 1n };
}
