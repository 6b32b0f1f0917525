/** For the replay of all runs with one bundle: the version of the code that each has ended with. */
import { workflowInfo } from '@temporalio/workflow';
import * as version2 from './version-2/workflows';
import * as version3 from './version-3/workflows';
import * as version4 from './version-4/workflows';

const versions = new Map([
  ['old', version2],
  ['patched', version3],
  ['patched too early', version2],
]);

export async function invite(): Promise<string> {
  const [label = ''] = workflowInfo().workflowId.split('~');
  return await (versions.get(label) ?? version4).invite();
}
