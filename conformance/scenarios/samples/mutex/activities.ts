import { activityInfo, getClient } from '@temporalio/activity';
import { request, type Request } from './messages';

/** Activities, what they hold, and a gate: who holds something keeps it until the gate opens. */
export function createPainting(grants: number) {
  const holders = new Set<string>();
  let openGate = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    openGate = resolve;
  });
  const activities = {
    async askGuard(guardId: string, wish: Request): Promise<void> {
      await getClient().workflow.signalWithStart('guard', {
        workflowId: guardId,
        taskQueue: activityInfo().taskQueue,
        args: [grants],
        signal: request,
        signalArgs: [wish],
      });
    },
    async hold(who: string): Promise<number> {
      const { size } = holders.add(who);
      await gate;
      return size;
    },
    async putBack(who: string): Promise<void> {
      holders.delete(who);
    },
  };
  return { activities, holders, openGate };
}
