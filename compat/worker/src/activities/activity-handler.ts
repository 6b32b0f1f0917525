/**
 * Owns the execution of activities for one worker: finds the function, decodes what it is called with, runs it in its
 * context, and says how it ended. Polling, throttling and timeouts are the engine's.
 *
 * 1. `run` always resolves; whatever goes wrong is an outcome.
 * 2. An activity that is not registered, or whose input cannot be decoded, fails and is retried: another worker, or a
 *    later version of this one, may know better.
 * 3. Cancellation is a request: the outcome is `cancelled` only when the activity throws it.
 */
import { asyncLocalStorage } from '@perdure/activity';
import { payloadMapFromWire, valueFromWire, valuesFromWire } from '@perdure/common/lib/wire';
import {
  ApplicationFailure,
  ensureApplicationFailure,
  isActivityFunctionWithOptions,
  type LoadedDataConverter,
} from '@temporalio/common';
import type { SerializationContext } from '@temporalio/common/lib/converter/serialization-context';
import { errorMessage } from '@temporalio/common/lib/type-helpers';
import {
  type ActivityControl,
  type ActivityHandler,
  type ActivityOutcome,
  type ActivityTask,
  type Payload,
  isStandalone,
} from '@perdure/engine';
import type { ActivityExecuteInput } from '../interceptors';
import { Gauge } from '../lifecycle/gauge';
import { decoderOf } from '../payloads/codec';
import { ActivityContext, type ActivitySurroundings } from './activity-context';
import { activityInfoOf, type ActivityPlace } from './activity-info';
import { execute, type ActivityFunction } from './execute';
import { Heartbeats } from './heartbeats';
import { activityLogAttributes } from './log-attributes';
import { completed, ended, failed, type Conversion } from './outcome';

/** What a handler is made of. */
export interface ActivityHandlerOptions extends ActivitySurroundings {
  readonly place: ActivityPlace;
  readonly functions: ReadonlyMap<string, ActivityFunction>;
  readonly converter: LoadedDataConverter;
  /** The connection's limit for a payload; undefined: results of any size are handed to the engine. */
  readonly maxPayloadBytes: number | undefined;
  /** Whether debug lines are wanted. */
  readonly debug: boolean;
  readonly maxHeartbeatThrottleIntervalMs: number;
  readonly defaultHeartbeatThrottleIntervalMs: number;
}

/** Runs the activities of one worker. */
export class WorkerActivityHandler implements ActivityHandler {
  readonly maxHeartbeatThrottleIntervalMs: number;
  readonly defaultHeartbeatThrottleIntervalMs: number;
  /** Activities that are running, local ones included. */
  readonly inFlight = new Gauge();
  /** Local activities that are running. */
  readonly localInFlight = new Gauge();
  readonly #options: ActivityHandlerOptions;

  constructor(options: ActivityHandlerOptions) {
    this.#options = options;
    this.maxHeartbeatThrottleIntervalMs = options.maxHeartbeatThrottleIntervalMs;
    this.defaultHeartbeatThrottleIntervalMs = options.defaultHeartbeatThrottleIntervalMs;
  }

  async run(task: ActivityTask, control: ActivityControl): Promise<ActivityOutcome> {
    const conversion = this.#conversion(task);
    let prepared: Prepared;
    try {
      prepared = await this.#prepare(task, control, conversion);
    } catch (error) {
      return await this.#refuse(task, error, conversion);
    }
    this.#count(task, 1);
    try {
      return await asyncLocalStorage.run(prepared.context, runPrepared, prepared, this.#options.debug);
    } finally {
      this.#count(task, -1);
    }
  }

  #count({ isLocal }: ActivityTask, change: number): void {
    this.inFlight.add(change);
    if (isLocal) this.localInFlight.add(change);
  }

  async #prepare(task: ActivityTask, control: ActivityControl, conversion: Conversion): Promise<Prepared> {
    const { activityType, activityId } = task.scheduled;
    const { converter, context: serialization } = conversion;
    const details = await this.#heartbeatDetails(task, serialization);
    const fn = this.#find(activityType);
    const types = isActivityFunctionWithOptions(fn) ? fn.activityDefinitionOptions.typeInfo : undefined;
    let args: unknown[];
    try {
      const input = await decoded(converter, task.scheduled.input, serialization);
      args = valuesFromWire(converter.payloadConverter, input, serialization, types?.inputTypes);
    } catch (error) {
      throw ApplicationFailure.fromError(error, {
        message: `Failed to parse activity args for activity ${activityType}: ${errorMessage(error)}`,
        nonRetryable: false,
      });
    }
    const heartbeats: Heartbeats = new Heartbeats(
      converter,
      serialization,
      control.heartbeat.bind(control),
      (error) => {
        context.workerLog.warn('Failed to encode heartbeat details, cancelling Activity', { error, activityId });
        context.cancel('HEARTBEAT_DETAILS_CONVERSION_FAILED');
      },
    );
    const info = activityInfoOf(task, control.taskToken, details, this.#options.place);
    const context = new ActivityContext(info, this.#options, heartbeats.send);
    control.onCancel((reason) => context.cancel(reason));
    const input = { args, headers: payloadMapFromWire(task.scheduled.header) };
    return { context, fn, input, heartbeats, conversion: { ...conversion, outputType: types?.outputType } };
  }

  async #heartbeatDetails(task: ActivityTask, context: SerializationContext): Promise<unknown> {
    if (!task.heartbeatDetails?.length) return undefined;
    const { converter } = this.#options;
    try {
      const [payload] = await decoded(converter, task.heartbeatDetails, context);
      return payload && valueFromWire(converter.payloadConverter, payload, context);
    } catch (error) {
      throw ApplicationFailure.fromError(error, {
        message: `Failed to parse heartbeat details for activity ${task.scheduled.activityId}: ${errorMessage(error)}`,
      });
    }
  }

  #find(activityType: string): ActivityFunction {
    const { functions } = this.#options;
    const fn = functions.get(activityType) ?? functions.get('default');
    if (fn !== undefined) return fn;
    throw ApplicationFailure.create({
      type: 'NotFoundError',
      message: `Activity function ${activityType} is not registered on this Worker, available activities: ${JSON.stringify([...functions.keys()])}`,
      nonRetryable: false,
    });
  }

  #conversion(task: ActivityTask): Conversion {
    const { converter, maxPayloadBytes, place } = this.#options;
    const context: SerializationContext = {
      type: 'activity',
      namespace: place.namespace,
      activityId: task.scheduled.activityId,
      workflowId: isStandalone(task) ? undefined : task.workflowId,
      isLocal: task.isLocal ?? false,
    };
    return { converter, context, maxPayloadBytes };
  }

  async #refuse(task: ActivityTask, error: unknown, conversion: Conversion): Promise<ActivityOutcome> {
    const failure = ensureApplicationFailure(error);
    const info = activityInfoOf(task, '', undefined, this.#options.place);
    this.#options.logger.error(`Error while processing ActivityTask.start: ${failure.message}`, {
      ...activityLogAttributes(info),
      error,
    });
    return await failed(failure, conversion);
  }
}

/** An activity that is ready to run. */
interface Prepared {
  readonly context: ActivityContext;
  readonly fn: ActivityFunction;
  readonly input: ActivityExecuteInput;
  readonly heartbeats: Heartbeats;
  readonly conversion: Conversion;
}

async function runPrepared(prepared: Prepared, debug: boolean): Promise<ActivityOutcome> {
  const { context, heartbeats, conversion } = prepared;
  let outcome: ActivityOutcome;
  try {
    const value = await execute(context, prepared.fn, prepared.input, debug);
    outcome = await completed(context.info.activityType, value, conversion);
  } catch (error) {
    outcome = await ended(error, context.cancelReason, conversion);
  }
  if (outcome.status === 'failed') await heartbeats.flush();
  else heartbeats.drop();
  return outcome;
}

async function decoded(
  converter: LoadedDataConverter,
  payloads: readonly Payload[] | undefined,
  context: SerializationContext,
): Promise<readonly Payload[]> {
  const decode = payloads?.length ? decoderOf(converter.payloadCodecs, context) : undefined;
  return decode ? await decode(payloads!) : (payloads ?? []);
}
