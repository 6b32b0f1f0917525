import {
  condition,
  defineQuery,
  defineSignal,
  getExternalWorkflowHandle,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { createPainting } from './activities';
import { granted, request, type Request } from './messages';

const { askGuard, hold, putBack } = proxyActivities<ReturnType<typeof createPainting>['activities']>({
  startToCloseTimeout: '1 minute',
});

export const waiting = defineQuery<number>('waiting');
export const isFree = defineQuery<boolean>('isFree');

/** Ends when it has granted `grants` times. */
export async function guard(grants: number): Promise<string[]> {
  const queue: Request[] = [];
  const holders: string[] = [];
  let free = true;
  setHandler(waiting, () => queue.length);
  setHandler(isFree, () => free);
  setHandler(request, (next) => void queue.push(next));
  while (holders.length < grants) {
    await condition(() => queue.length > 0);
    const { workflowId, grantId, patienceMs } = queue.shift() as Request;
    free = false;
    holders.push(workflowId);
    let released = false;
    setHandler(defineSignal(`release ${grantId}`), () => {
      released = true;
    });
    await getExternalWorkflowHandle(workflowId).signal(granted, grantId);
    await condition(() => released, patienceMs);
    free = true;
  }
  return holders;
}

/** Returns how many held it at the time. */
export async function paint(guardId: string, patienceMs = 60_000, forgetful = false): Promise<number> {
  const { workflowId, runId } = workflowInfo();
  let mine = false;
  setHandler(granted, (grantId) => {
    mine = grantId === runId;
  });
  await askGuard(guardId, { workflowId, grantId: runId, patienceMs });
  await condition(() => mine);
  const holders = await hold(workflowId);
  if (forgetful) return holders;
  await putBack(workflowId);
  await getExternalWorkflowHandle(guardId).signal(`release ${runId}`);
  return holders;
}
