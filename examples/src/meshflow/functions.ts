import { MeshFlow } from '@perdure/mesh';
import * as activities from './activities';

const { translate } = MeshFlow.workflow.proxyActivities<typeof activities>({ activities });

/** Waits for two signals, in any order, then calls an activity until it succeeds. */
export async function greet(): Promise<string> {
  const [word, times] = await Promise.all([
    MeshFlow.workflow.waitFor<string>('example-word'),
    MeshFlow.workflow.waitFor<number>('example-times'),
  ]);
  const translated = await translate(word);
  return Array.from({ length: times }, () => translated).join(' ');
}
