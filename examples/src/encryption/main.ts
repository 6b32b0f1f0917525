/** A payload codec: everything users put into workflows is encrypted before it reaches Redis. */
import { webcrypto } from 'node:crypto';
import { newWorkflowId, type Print } from '../support/example';
import { withWorker } from '../support/with-worker';
import * as activities from './activities';
import { AesCodec } from './aes-codec';
import { pay } from './workflows';

const taskQueue = 'encryption';

export async function main(print: Print): Promise<void> {
  // An application gets its keys from where it keeps secrets.
  const key = webcrypto.getRandomValues(new Uint8Array(32));
  const dataConverter = { payloadCodecs: [await AesCodec.create({ 'key-2025': key }, 'key-2025')] };
  const worker = { taskQueue, workflowsPath: require.resolve('./workflows'), activities, dataConverter };
  const clientCode: Parameters<typeof withWorker>[1] = async (client) => {
    const handle = await client.workflow.start(pay, {
      taskQueue,
      workflowId: newWorkflowId('pay'),
      args: ['4242 4242'],
    });
    print(await handle.result());

    const [started] = (await handle.fetchHistory()).events ?? [];
    const stored = started?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
    const metadata = Object.entries(stored?.metadata ?? {}).map(
      ([name, value]) => `${name} ${Buffer.from(value).toString()}`,
    );
    print(`stored: ${metadata.join(', ')}`);
    print(`readable in Redis: ${Buffer.from(stored?.data ?? []).includes('4242')}`);
  };
  await withWorker(worker, clientCode, { dataConverter });
}
