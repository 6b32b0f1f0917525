import { continueAsNew, defineQuery, setHandler, sleep, workflowInfo } from '@perdure/workflow';

const ROUNDS_PER_RUN = 3;

export const round = defineQuery<number>('round');

/**
 * Goes on for many rounds without a history that grows for ever: after some rounds a new run with an empty history takes
 * over where this one ended. A long-lived workflow asks `workflowInfo().continueAsNewSuggested` when it is time.
 */
export async function rounds(from: number, to: number): Promise<string> {
  let current = from;
  setHandler(round, () => current);
  for (let done = 0; done < ROUNDS_PER_RUN && current < to; done++) {
    await sleep('1 millisecond');
    current++;
  }
  if (current < to) await continueAsNew<typeof rounds>(current, to);
  const { historyLength } = workflowInfo();
  return `${current} rounds, the last run has ${historyLength < 30 ? 'a short' : 'a long'} history`;
}
