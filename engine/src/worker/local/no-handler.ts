import type { ActivityHandler } from '../contract';

/** What runs local activities on a worker without activities: every attempt fails, and another worker may know better. */
export const NO_HANDLER: ActivityHandler = {
  maxHeartbeatThrottleIntervalMs: 0,
  defaultHeartbeatThrottleIntervalMs: 0,
  run: async ({ scheduled: { activityType } }) => ({
    status: 'failed',
    failure: {
      message: `Activity function ${activityType} is not registered on this Worker, which has no activities`,
      info: { kind: 'application', type: 'NotFoundError' },
    },
  }),
};
