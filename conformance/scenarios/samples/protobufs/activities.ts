import { ApplicationFailure } from '@temporalio/activity';
import { type Bread, type Dough, isDough, makeBread } from './messages';

export async function bake(dough: Dough, [name = '']: string[]): Promise<Bread> {
  if (!isDough(dough)) throw ApplicationFailure.nonRetryable('The activity got no dough');
  return makeBread({ name: `${name} of ${dough.flour}`, loaves: [dough.grams / 2, dough.grams / 2] });
}
