/** Signals from outside: told to the keeper of their id. */
import type { Client } from '@perdure/client';
import { keptFor } from '@perdure/common/lib/retention';
import { checkSignal } from './signal-limits';
import { KEEPER_RETENTION_MS, keeperId, SEND, SIGNAL_KEEPER, SIGNAL_QUEUE } from './names';

/** Resolves when the signal is stored, to the run id of its keeper. */
export async function signalFromOutside(client: Client, signalId: string, data: unknown): Promise<string> {
  checkSignal(signalId, data);
  const options = {
    workflowId: keeperId(signalId),
    taskQueue: SIGNAL_QUEUE,
    args: [signalId],
    signal: SEND,
    signalArgs: [{ kind: 'send', data }],
  };
  const handle = await client.workflow.signalWithStart(SIGNAL_KEEPER, keptFor(options, KEEPER_RETENTION_MS));
  return handle.signaledRunId;
}
