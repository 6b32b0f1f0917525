import { condition, defineSignal, setHandler, setWorkflowOptions, workflowInfo } from '@temporalio/workflow';

export const end = defineSignal('end');

setWorkflowOptions({ versioningBehavior: 'PINNED' }, pinned);
export async function pinned(): Promise<string | undefined> {
  let ended = false;
  setHandler(end, () => {
    ended = true;
  });
  await condition(() => ended);
  return workflowInfo().currentDeploymentVersion?.buildId;
}
