/** A client as a process of its own: it makes the calls that the test asks for, and answers what came of them. */
import { Client, Connection } from '@perdure/client';
import { type Call, processOptions, report, type Request, TASK_QUEUE } from './reports';

async function main(): Promise<void> {
  const { redis, namespace, identity } = processOptions();
  const connection = await Connection.connect({ redis });
  const client = new Client({ connection, namespace, identity });
  process.on('message', ({ id, call }: Request) => {
    perform(client, call).then(
      (value) => report({ kind: 'answer', id, value }),
      (error: unknown) => report({ kind: 'answer', id, error: error instanceof Error ? error.name : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
  report({ kind: 'ready' });
}

async function perform(client: Client, call: Call): Promise<unknown> {
  switch (call.do) {
    case 'start': {
      const { workflowId, args } = call;
      const handle = await client.workflow.start(call.workflowType, {
        taskQueue: TASK_QUEUE,
        workflowId,
        args: [...args],
      });
      return handle.firstExecutionRunId;
    }
    case 'startActivity': {
      const { activityType, do: _do, ...options } = call;
      return (await client.activity.start(activityType, options)).runId;
    }
    case 'signalWithStart': {
      const { workflowId, sender } = call;
      const options = { taskQueue: TASK_QUEUE, workflowId, args: [1_000], signal: 'item', signalArgs: [sender, 0] };
      const handle = await client.workflow.signalWithStart('collect', options);
      return handle.signaledRunId;
    }
    case 'update':
      return client.workflow.getHandle(call.workflowId).executeUpdate('append', { args: [call.value] });
    case 'result':
      return client.workflow.getHandle(call.workflowId).result();
    case 'signals':
      return sendSignals(client, call);
    case 'complete':
      return client.activity.complete(new Uint8Array(Buffer.from(call.token, 'base64')), call.result);
  }
}

/** One after the other: the order of a sender is the order in which its calls returned. */
async function sendSignals(client: Client, { workflowId, sender, from, to }: Call & { do: 'signals' }): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  for (let index = from; index < to; index += 1) await handle.signal('item', sender, index);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});
