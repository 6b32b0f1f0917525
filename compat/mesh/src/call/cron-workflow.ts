import { proxyActivities } from '@perdure/workflow';
import type { CallEnvelope } from './function-worker';
import { CALL_TYPE } from './names';

/** A run of a cron job that takes longer counts as failed. */
const LONGEST = '24 hours';
const HEARTBEAT_TIMEOUT = '5 seconds';

const calls = proxyActivities<Record<string, (envelope: CallEnvelope) => Promise<unknown>>>({
  startToCloseTimeout: LONGEST,
  heartbeatTimeout: HEARTBEAT_TIMEOUT,
});

/** One run of a cron job: a call of the topic's function, in the worker that also offers it. */
export async function meshcallCron(envelope: CallEnvelope): Promise<unknown> {
  return await calls[CALL_TYPE]?.(envelope);
}
