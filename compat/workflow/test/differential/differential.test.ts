/**
 * Random programs with random fates, played by this runtime and by the published SDK: after every activation both have
 * asked for the same, in the same order. Histories made here replay there only because of it.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as ours from '../../src/index';
import { seedOfRunId } from '../../src/runtime/seed';
import { Driver, INFO, RUN_ID, signal, update } from '../harness';
import { OriginalDriver, api, ourNameOf } from './original';
import { Waiting } from './plan';
import { type Api, type Node, programs, workflowOf } from './program';

const MAX_ACTIVATIONS = 25;
const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 300);

/** Commands of each activation of both. */
async function play(program: Node, choices: readonly number[], withStart: boolean) {
  let at = 0;
  const choose = (n: number): number => choices[at++ % choices.length]! % n;
  const first = withStart ? [signal('set', choose(3)), update('u', 'early')] : [];
  const waiting = new Waiting();
  const mine = new Driver(workflowOf(ours, program), { info: INFO });
  const theirs = new OriginalDriver(workflowOf(api as unknown as Api, program), seedOfRunId(RUN_ID));
  try {
    const seen: { ours: string[]; theirs: string[] }[] = [];
    let outcome = await mine.start([], first);
    let expected = await theirs.start(first);
    for (let i = 0; i < MAX_ACTIVATIONS; i++) {
      seen.push({ ours: outcome.commands.map(ourNameOf), theirs: expected });
      if (waiting.add(outcome.commands)) break;
      const jobs = waiting.take(choose);
      outcome = await mine.activate(jobs);
      expected = await theirs.activate(jobs);
    }
    return seen;
  } finally {
    theirs.dispose();
  }
}

test('asks for the same, in the same order, as the published SDK', async () => {
  const choices = fc.array(fc.nat({ max: 1000 }), { minLength: 20, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(programs, choices, fc.boolean(), async (program, plan, withStart) => {
      for (const { ours: mine, theirs } of await play(program, plan, withStart)) expect(mine).toEqual(theirs);
    }),
    { numRuns: RUNS },
  );
});
