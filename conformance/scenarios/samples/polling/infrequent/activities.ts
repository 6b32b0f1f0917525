import { activityInfo, ApplicationFailure } from '@temporalio/activity';

export interface Registry {
  statusOf(application: string): Promise<'open' | 'granted'>;
}

export const createRegistryActivities = (registry: Registry) => ({
  async granted(application: string): Promise<number> {
    if ((await registry.statusOf(application)) === 'open') throw ApplicationFailure.create({ message: 'Still open' });
    return activityInfo().attempt;
  },
});
