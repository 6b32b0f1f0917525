/** Interceptors in the client, in workflows and around activities hand a header on: who asked for all this. */
import type { WorkflowClientInterceptor } from '@perdure/client';
import type { ActivityInterceptors } from '@perdure/worker';
import { defaultPayloadConverter } from '@temporalio/common';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { asUser, currentUser } from './current-user';
import { USER_HEADER } from './header';
import { ask } from './workflows';

const taskQueue = 'interceptors';

/** The user of this request goes into the headers of every workflow started in it. */
const clientInterceptor: WorkflowClientInterceptor = {
  async start(input, next) {
    const user = defaultPayloadConverter.toPayload(currentUser());
    return await next({ ...input, headers: { ...input.headers, [USER_HEADER]: user } });
  },
};

/** Activities run as the user whose request began it all. */
function activityInterceptors(): ActivityInterceptors {
  return {
    inbound: {
      async execute(input, next) {
        const header = input.headers[USER_HEADER];
        if (header === undefined) return await next(input);
        return await asUser(defaultPayloadConverter.fromPayload<string>(header), () => next(input));
      },
    },
  };
}

export async function main(print: Print): Promise<void> {
  const worker = {
    taskQueue,
    workflowsPath: require.resolve('./workflows'),
    activities,
    interceptors: {
      workflowModules: [require.resolve('./workflow-interceptors')],
      activity: [activityInterceptors],
    },
  };
  const clientCode: Parameters<typeof withWorker>[1] = async (client) => {
    const options = { taskQueue, workflowId: newWorkflowId('ask') };
    print(await asUser('Ann', () => client.workflow.execute(ask, options)));
  };
  await withWorker(worker, clientCode, { interceptors: { workflow: [clientInterceptor] } });
}
