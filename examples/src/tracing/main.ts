/** Spans from a request to the activity it caused, in one trace, with OpenTelemetry. */
import { trace } from '@opentelemetry/api';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { pathsOf, startTracing, stopTracing } from './spans';
import { ship } from './workflows';

const taskQueue = 'tracing';

export async function main(print: Print): Promise<void> {
  startTracing();
  try {
    const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), activities };
    await withWorker(worker, (client) =>
      trace.getTracer('shop').startActiveSpan('POST /orders', async (request) => {
        await client.workflow.execute(ship, { taskQueue, workflowId: newWorkflowId('ship'), args: ['a book'] });
        request.end();
      }),
    );
    for (const path of pathsOf('POST /orders')) print(path);
  } finally {
    stopTracing();
  }
}
