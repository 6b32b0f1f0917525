/**
 * Runs requests of one sandbox, in order. Owns the pause between running a run's code and taking its result: Node
 * reports unhandled rejections in that pause, and they belong into the result.
 *
 * 1. Results come in the order of the requests.
 * 2. A rejection nobody handled is reported to the run whose code made the promise, before its result is taken.
 * 3. Two requests for one run never share a pause.
 */
import type { ReplyMessage, Request } from './protocol';
import type { Sandbox } from './sandbox';

/** Hears the number of the request whose code is about to run, 0 when none is. */
export type Meter = (requestNumber: number) => void;

export interface BatchRunner {
  run(requests: readonly Request[]): Promise<ReplyMessage>;
  close(): void;
}

export function createBatchRunner(
  sandbox: Sandbox,
  meter: Meter,
  onForeignRejection: (reason: unknown) => void,
): BatchRunner {
  let counted = 0;
  const onRejection = (reason: unknown) => {
    const runId = sandbox.rejectingRun;
    if (runId === undefined) onForeignRejection(reason);
    else sandbox.reject(runId, reason);
  };
  process.on('unhandledRejection', onRejection);

  const runPart = async (part: readonly Request[]): Promise<ReplyMessage> => {
    const first = counted + 1;
    counted += part.length;
    part.forEach(({ runId, activation }, i) => {
      meter(first + i);
      if (activation === null) sandbox.dispose(runId);
      else sandbox.start(runId, activation);
    });
    meter(0);
    await pause();
    const replies = part.map(({ runId, activation }, i) => {
      if (activation === null) return null;
      meter(first + i);
      const reply = sandbox.finish(runId);
      return reply.sinkCalls ? reply : reply.json;
    });
    meter(0);
    return replies;
  };

  return {
    async run(requests) {
      const [only, ...others] = splitByRun(requests);
      if (!only) return [];
      const replies = [...(await runPart(only))];
      for (const part of others) replies.push(...(await runPart(part)));
      return replies;
    },
    close: () => void process.off('unhandledRejection', onRejection),
  };
}

/** Rejections are reported before immediates run. */
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Cuts before the second request for the same run. */
function splitByRun(requests: readonly Request[]): Request[][] {
  const parts: Request[][] = [];
  let seen = new Set<string>();
  for (const request of requests) {
    const part = parts.at(-1);
    if (part && !seen.has(request.runId)) part.push(request);
    else {
      parts.push([request]);
      seen = new Set();
    }
    seen.add(request.runId);
  }
  return parts;
}
