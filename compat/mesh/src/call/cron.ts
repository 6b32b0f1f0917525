/** Functions that run again and again: a schedule of the engine for each id of a topic. */
import { type Client, ScheduleAlreadyRunning, type ScheduleOptions, ScheduleNotFoundError } from '@perdure/client';
import { keptFor } from '@perdure/common/lib/retention';
import { clientOf } from '../connection/pool';
import type { AnyFunction } from '../functions';
import { durationMs } from './duration';
import { type CallEnvelope, connectFunction } from './function-worker';
import { CRON_TYPE, cronId, DEFAULT_NAMESPACE, fingerprint, queueOf } from './names';
import type { CronOptions, CronParams, InterruptParams } from './types';

const LEAST_INTERVAL_MS = 1_000;
/** Records of jobs that may run more often than every minute stay for an hour: there would be hundreds of thousands. */
const FREQUENT_KEPT_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * Runs the function of a topic again and again, also when this process has ended: the first time at once (after `delay`), or at
 * the first time of a cron expression. True when the job was made, false when one with this id runs already.
 * @throws TypeError for an interval that is neither a duration of a second or more nor a cron expression.
 */
export async function cron<F extends AnyFunction>(params: CronParams<F>): Promise<boolean> {
  const { topic, args = [], callback, options } = params;
  if (!topic || !options?.id) throw new TypeError('MeshCall.cron needs a topic and options.id');
  const spec = specOf(options, Date.now());
  if (callback) await connectFunction({ ...params, callback });
  const client = await clientOf(params.redis ?? params.connection, params.namespace ?? DEFAULT_NAMESPACE);
  const scheduleId = cronId(topic, options.id);
  const envelope: CallEnvelope = { args, fingerprint: fingerprint(args), repeats: true };
  const action: ScheduleOptions['action'] = {
    type: 'startWorkflow',
    workflowType: CRON_TYPE,
    workflowId: scheduleId,
    taskQueue: queueOf(topic),
    args: [envelope],
  };
  const schedule: ScheduleOptions = {
    scheduleId,
    spec,
    action: keptFor(action, isFrequent(options.interval) ? FREQUENT_KEPT_MS : undefined),
    state: { remainingActions: options.maxCycles },
  };
  return await createOnce(client, schedule);
}

/** Ends a job. True when there was one; a run of it that is on its way ends by itself. */
export async function interrupt(params: InterruptParams): Promise<boolean> {
  const client = await clientOf(params.redis ?? params.connection, params.namespace ?? DEFAULT_NAMESPACE);
  try {
    await client.schedule.getHandle(cronId(params.topic, params.options.id)).delete();
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}

/** A job that has made all its runs gives way to a new one. */
async function createOnce(client: Client, schedule: ScheduleOptions): Promise<boolean> {
  if (await created(client, schedule)) return true;
  const handle = client.schedule.getHandle(schedule.scheduleId);
  try {
    const { info } = await handle.describe();
    if (info.nextActionTimes.length > 0 || info.runningActions.length > 0) return false;
    await handle.delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
  return await created(client, schedule);
}

async function created(client: Client, schedule: ScheduleOptions): Promise<boolean> {
  try {
    await client.schedule.create(schedule);
    return true;
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return false;
    throw error;
  }
}

function specOf({ interval, timezone, delay, maxCycles }: CronOptions, nowMs: number): ScheduleOptions['spec'] {
  if (maxCycles !== undefined && (!Number.isInteger(maxCycles) || maxCycles < 1)) {
    throw new TypeError(`maxCycles is ${maxCycles}: give it a whole number from 1`);
  }
  if (isCron(interval)) return { cronExpressions: [interval], timezone };
  const every = durationMs(interval);
  if (every < LEAST_INTERVAL_MS) throw new TypeError(`The interval '${interval}' is too short: a second is the least`);
  // Intervals count from the epoch, so that the first of them falls on the start.
  const wholeMs = Math.round(every / 1_000) * 1_000;
  const first = Math.ceil((nowMs + (delay === undefined ? 0 : durationMs(delay))) / 1_000) * 1_000;
  return { intervals: [{ every: wholeMs, offset: first % wholeMs }], startAt: new Date(first) };
}

/** More often than every minute: a short duration, or an expression with seconds. */
function isFrequent(interval: string): boolean {
  return isCron(interval) ? interval.trim().split(/\s+/).length > 6 : durationMs(interval) < MINUTE_MS;
}

/** Five to seven fields, or one of the short forms. */
function isCron(interval: string): boolean {
  const fields = interval.trim().split(/\s+/);
  return interval.startsWith('@') || (fields.length >= 5 && fields.length <= 7);
}
