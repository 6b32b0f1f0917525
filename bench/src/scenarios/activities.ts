import { inFlight } from '../measure';
import { row } from '../result';
import { parallelActivities, sequentialActivities } from '../workflows';
import type { Scenario } from './context';

/** Ten activities one after another in each of ten workflows, and twenty at once. */
export const activitiesScenario: Scenario = {
  name: 'activities',
  async run({ client, taskQueue, newId, quick }) {
    const total = quick ? 40 : 300;
    const sequential = await inFlight(10, total, () =>
      client.workflow.execute(sequentialActivities, { taskQueue, workflowId: newId(), args: [10] }),
    );
    const parallel = await inFlight(10, total, () =>
      client.workflow.execute(parallelActivities, { taskQueue, workflowId: newId(), args: [20] }),
    );
    return [row('10-sequential-activities', 10, sequential), row('20-parallel-activities', 10, parallel)];
  },
};
