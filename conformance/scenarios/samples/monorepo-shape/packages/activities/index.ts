import type { KitchenActivities } from '../contracts';

export const activities: KitchenActivities = {
  cook: async (dish) => `hot ${dish}`,
};
