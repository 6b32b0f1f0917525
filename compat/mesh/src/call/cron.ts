/** Functions that run again and again: a schedule of the engine for each id of a topic. */
import { type Client, ScheduleAlreadyRunning, type ScheduleOptions, ScheduleNotFoundError } from '@perdure/client';
import { keptFor } from '@perdure/common/lib/retention';
import { inWorkflowContext } from '@perdure/workflow';
import { clientOf, engineOf } from '../connection/pool';
import { callOnce } from '../flow/call-once';
import type { AnyFunction } from '../functions';
import { checkArgs, checkId, checkTopic } from './check';
import { keptMs, specOf } from './cron-spec';
import { type CallEnvelope, checkCallback, connectFunction } from './function-worker';
import { CRON_TYPE, DEFAULT_NAMESPACE, fingerprint, idOf, queueOf } from './names';
import type { CallConnection, CronParams, InterruptParams } from './types';

/**
 * Runs the function of a topic again and again, also when this process has ended: the first time at once (after `delay`), or at
 * the first time of a cron expression. True when the job was made, false when one with this id runs already. From a workflow
 * function it is recorded, as a call is.
 * @throws TypeError for an interval that is neither a duration of whole seconds nor a cron expression, before anything is
 * written; and for a callback from a workflow function, which another process may go on with.
 */
export async function cron<F extends AnyFunction>(params: CronParams<F>): Promise<boolean> {
  const { topic, callback, options } = params;
  checkTopic(topic);
  checkId('MeshCall.cron', options?.id);
  if (params.args !== undefined) checkArgs(params.args);
  if (callback !== undefined) checkCallback(topic, callback);
  if (inWorkflowContext()) {
    if (callback) throw new TypeError('Connect the function outside of the workflow function: MeshCall.connect');
    return await callOnce('MeshCall.cron', `MeshCall.cron ${topic}`, () => makeJob(params));
  }
  const made = await makeJob(params);
  if (callback) await connectFunction({ ...params, callback });
  return made;
}

async function makeJob<F extends AnyFunction>(params: CronParams<F>): Promise<boolean> {
  const { topic, args = [], options } = params;
  const [connection, namespace] = placeOf(params);
  const spec = specOf(options, (await engineOf(connection, namespace)).nowMs());
  const scheduleId = idOf(topic, options.id);
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
    action: keptFor(action, keptMs(options)),
    state: { remainingActions: options.maxCycles },
  };
  return await createOnce(await clientOf(connection, namespace), schedule);
}

/**
 * Ends a job. True when there was one; a run of it that is on its way ends by itself. From a workflow function it is
 * recorded, as a call is.
 */
export async function interrupt(params: InterruptParams): Promise<boolean> {
  checkTopic(params.topic);
  checkId('MeshCall.interrupt', params.options?.id);
  if (!inWorkflowContext()) return await endJob(params);
  return await callOnce('MeshCall.interrupt', `MeshCall.interrupt ${params.topic}`, () => endJob(params));
}

async function endJob(params: InterruptParams): Promise<boolean> {
  const client = await clientOf(...placeOf(params));
  try {
    await client.schedule.getHandle(idOf(params.topic, params.options.id)).delete();
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}

function placeOf({ redis, connection, namespace = DEFAULT_NAMESPACE }: CallConnection) {
  return [redis ?? connection, namespace] as const;
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
