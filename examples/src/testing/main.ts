/** Tests that skip time: months of a workflow in a moment, with a mocked activity, and an activity alone. */
import { MockActivityEnvironment, TestWorkflowEnvironment } from '@perdure/testing';
import { Worker } from '@perdure/worker';
import { newWorkflowId, type Print } from '../support/example';
import { charge } from './activities';
import { cancelSubscription, payments, subscription } from './workflows';

const taskQueue = 'testing';

export async function main(print: Print): Promise<void> {
  const testEnv = await TestWorkflowEnvironment.createTimeSkipping();
  try {
    const worker = await Worker.create({
      connection: testEnv.nativeConnection,
      taskQueue,
      workflowsPath: require.resolve('./workflows'),
      activities: { charge: async (customer: string) => `${customer} pretended to pay` },
    });
    await worker.runUntil(async () => {
      const options = { taskQueue, workflowId: newWorkflowId('subscription'), args: ['Ann'] as [string] };
      const handle = await testEnv.client.workflow.start(subscription, options);
      await testEnv.sleep('100 days');
      print(`after 100 days: ${(await handle.query(payments)).join(', ')}`);
      await handle.signal(cancelSubscription);
      print(`payments in all: ${await handle.result()}`);
    });
  } finally {
    await testEnv.teardown();
  }

  const activityEnv = new MockActivityEnvironment({ attempt: 2 });
  activityEnv.on('heartbeat', (details) => print(`heartbeat: ${String(details)}`));
  print(await activityEnv.run(charge, 'Ben'));
}
