import { condition, defineSignal, patched, proxyActivities, setHandler } from '@perdure/workflow';
import type * as activities from './activities';

const { mail, text } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

export const remind = defineSignal('remind');

/**
 * The new version of the workflow in `workflows-before.ts`. Runs that have already sent a mail replay the old branch; new
 * ones take the new branch. When no old run is left, `patched` becomes `deprecatePatch`, and later goes away.
 */
export async function reminder(who: string): Promise<string> {
  let asked = false;
  setHandler(remind, () => {
    asked = true;
  });
  const first = patched('text-messages') ? await text(who) : await mail(who);
  await condition(() => asked);
  return first;
}
