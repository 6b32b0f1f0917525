import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import { type Bread, type Dough, isBread, isDough } from './messages';

const { bake } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function makeBread(dough: Dough, names: string[]): Promise<Bread> {
  if (!isDough(dough)) throw ApplicationFailure.nonRetryable('The workflow got no dough');
  const bread = await bake(dough, names);
  if (!isBread(bread)) throw ApplicationFailure.nonRetryable('The workflow got no bread');
  return bread;
}
