/** A failure converter that moves messages and stack traces into payloads, where a codec can encrypt them. */
import { webcrypto } from 'node:crypto';
import { ApplicationFailure, WorkflowFailedError } from '@perdure/client';
import { AesCodec } from '../encryption/aes-codec';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import { refuse } from './workflows';

const taskQueue = 'failure-converter';

export async function main(print: Print): Promise<void> {
  const key = webcrypto.getRandomValues(new Uint8Array(32));
  const dataConverter = {
    failureConverterPath: require.resolve('./converter'),
    payloadCodecs: [await AesCodec.create({ key }, 'key')],
  };
  const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), dataConverter };
  const clientCode: Parameters<typeof withWorker>[1] = async (client) => {
    const options = { taskQueue, workflowId: newWorkflowId('refuse'), args: ['Ann'] as [string] };
    const handle = await client.workflow.start(refuse, options);
    try {
      await handle.result();
    } catch (error) {
      if (!(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure)) throw error;
      print(`the client reads: ${error.cause.message}`);
    }
    const last = (await handle.fetchHistory()).events?.at(-1);
    print(`the history says: ${last?.workflowExecutionFailedEventAttributes?.failure?.message}`);
  };
  await withWorker(worker, clientCode, { dataConverter });
}
