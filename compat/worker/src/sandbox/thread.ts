/** Entry of a workflow thread: one sandbox, fed by messages. The first is the bundle. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type BatchRunner, createBatchRunner } from './batch';
import { readBundle } from './bundle-text';
import {
  type ReplyMessage,
  type RequestMessage,
  type ThreadData,
  type ThreadMessage,
  unpackRequests,
} from './protocol';
import { type Reply, Sandbox } from './sandbox';

const port = parentPort;
if (!port) throw new Error('sandbox/thread runs as a worker thread only.');

const send = (message: ThreadMessage) => port.postMessage(message);

/** Batches run one after the other even when messages arrive during the pause of the one before. */
function serve(port: MessagePort, runner: BatchRunner): void {
  let last = Promise.resolve();
  port.on('message', (message: RequestMessage) => {
    last = last.then(async () => sendReplies(await runner.run(unpackRequests(message))));
  });
}

function sendReplies(replies: ReplyMessage): void {
  try {
    send(replies);
  } catch {
    send(replies.map((reply) => (reply === null || typeof reply === 'string' ? reply : withCloneableSinkCalls(reply))));
  }
}

/** A sink call with an argument that cannot be cloned is sent as text; it must not cost the run its result. */
function withCloneableSinkCalls(reply: Reply): Reply {
  const sinkCalls = reply.sinkCalls?.map((call) => {
    try {
      return structuredClone(call);
    } catch {
      const { args, ...rest } = call as { args: readonly unknown[] };
      return { ...rest, args: args.map(String) };
    }
  });
  return { ...reply, sinkCalls };
}

port.once('message', (code: string) => {
  try {
    const { settings, meter } = workerData as ThreadData;
    const cell = new Int32Array(meter);
    const sandbox = new Sandbox(readBundle(code), settings);
    const runner = createBatchRunner(
      sandbox,
      (number) => Atomics.store(cell, 0, number),
      (reason) => {
        throw reason;
      },
    );
    serve(port, runner);
    send({ ready: true });
  } catch (error) {
    send({ startError: String((error as Error).message) });
  }
});
