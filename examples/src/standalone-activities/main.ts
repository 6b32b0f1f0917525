/** Activities without a workflow: durable, retried, with an id, found again by it. */
import { ActivityExecutionFailedError } from '@perdure/client';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';

const taskQueue = 'standalone-activities';

export async function main(print: Print): Promise<void> {
  await withWorker({ taskQueue, activities }, async (client) => {
    const mails = client.activity.typed<typeof activities>();
    const options = { taskQueue, startToCloseTimeout: '1 minute', retry: { initialInterval: 10 } } as const;
    const id = newWorkflowId('mail');
    print(await mails.execute('sendMail', { ...options, id, args: ['Ann'] }));

    const { status, attempt } = await client.activity.getHandle(id).describe();
    print(`${status.toLowerCase()} in attempt ${attempt}`);

    const later = await mails.start('sendMail', {
      ...options,
      id: newWorkflowId('mail'),
      args: ['Bob'],
      startDelay: '1 hour',
    });
    await later.cancel('Bob has left');
    try {
      await later.result();
    } catch (error) {
      if (error instanceof ActivityExecutionFailedError) print(`Bob: ${error.cause?.name}`);
    }
  });
}
