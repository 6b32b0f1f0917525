import { activityInfo } from '@temporalio/activity';

/** On a worker's own queue: they see its disk. */
export function createDiskActivities(disk: Map<string, string>) {
  return {
    async fetchRoll(roll: string): Promise<void> {
      disk.set(roll, 'fetched');
    },
    async develop(roll: string): Promise<string> {
      if (disk.get(roll) !== 'fetched') throw new Error(`${roll} is not here`);
      disk.set(roll, 'developed');
      return activityInfo().taskQueue;
    },
  };
}

/** On the queue of all: which queue leads to this worker? */
export function createShared(ownQueue: string) {
  return { queueOfThisWorker: async (): Promise<string> => ownQueue };
}
