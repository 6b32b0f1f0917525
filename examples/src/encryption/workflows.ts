import { proxyActivities } from '@perdure/workflow';
import type * as activities from './activities';

const { charge } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

/** Workflow code knows nothing of codecs: they work outside the sandbox. */
export async function pay(card: string): Promise<string> {
  return await charge(card);
}
