/** Activities of MeshFlow: functions, registered where they are proxied, called by name. */
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { activityInfo, heartbeat } from '@perdure/activity';
import { scheduleActivity, type ActivityOptions } from '@perdure/workflow';
import { durationMs } from '../call/duration';
import { checkNames, type Names } from '../option-names';
import { CALL, runClosure } from './call-once';
import { currentState } from './current-run';
import { activityRetry } from './retry';

type AnyFunction = (...args: any[]) => unknown;

/** How often a failed call is repeated, and when. */
export interface ActivityRetryPolicy {
  /** Runs in all. Default: as many as it takes. */
  readonly maximumAttempts?: number;
  /** Each pause is this many times the one before; the first is 1 s. Default 2. */
  readonly backoffCoefficient?: number;
  /** Longest pause. Default '120s'. */
  readonly maximumInterval?: string;
  /** False: a call that has failed for good returns `{ message, type, stack }` instead of throwing. Default true. */
  readonly throwOnError?: boolean;
}

export interface ProxyOptions<ACT> {
  /** The functions, in the process whose worker runs them. Others leave it out. */
  readonly activities?: ACT;
  readonly retryPolicy?: ActivityRetryPolicy;
  /** Longest a call may take. Default '24 hours': a call whose process dies is repeated after some seconds anyway. */
  readonly startToCloseTimeout?: string;
}

const OPTIONS = { activities: true, retryPolicy: true, startToCloseTimeout: true } satisfies Names<
  ProxyOptions<unknown>
>;
const ADVICE = { expire: 'what an activity has brought stays as long as the record of its workflow' };
const RETRY_POLICY = {
  maximumAttempts: true,
  backoffCoefficient: true,
  maximumInterval: true,
  throwOnError: true,
} satisfies Names<ActivityRetryPolicy>;

/** A call whose process does not say for so long that it lives is repeated. */
const HEARTBEAT_TIMEOUT_MS = 10_000;
const HEARTBEAT_EVERY_MS = 2_500;
const START_TO_CLOSE = '24 hours';

const REGISTRY = Symbol.for('perdure.mesh-activities.1');
const holder = globalThis as { [REGISTRY]?: Map<string, AnyFunction> };

/** Functions by name, of this process. */
export const registry: Map<string, AnyFunction> = (holder[REGISTRY] ??= new Map<string, AnyFunction>());

/** @throws Error when another function has the name: calls could not tell them apart. */
export function registerActivities(activities: object): Record<string, AnyFunction> {
  for (const [name, fn] of Object.entries(activities)) {
    if (typeof fn !== 'function') continue;
    const known = registry.get(name);
    if (known && known !== fn && known.toString() !== (fn as AnyFunction).toString()) {
      throw new Error(
        `Two activities are called '${name}': in one process their names must differ. Rename one, or run them in two processes.`,
      );
    }
    registry.set(name, fn as AnyFunction);
  }
  return Object.fromEntries(registry);
}

/** Functions that call the activities of these names from a workflow function, and wait for what they return. */
export function proxyActivities<ACT>(options: ProxyOptions<ACT> = {}): {
  [K in keyof ACT]: ACT[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
} {
  checkNames('proxyActivities', options, OPTIONS, ADVICE);
  checkNames("proxyActivities' retryPolicy", options.retryPolicy, RETRY_POLICY);
  activityRetry(options.retryPolicy);
  if (options.startToCloseTimeout !== undefined) durationMs(options.startToCloseTimeout);
  if (options.activities) registerActivities(options.activities);
  const call = (name: string) => (args: unknown[]) => callActivity(name, args, options);
  return new Proxy({} as any, {
    get: (_target, name) => {
      // What is awaited or inspected is no activity.
      if (typeof name !== 'string' || name === 'then') return undefined;
      return (...args: unknown[]) => call(name)(args);
    },
  });
}

async function callActivity(name: string, args: unknown[], options: ProxyOptions<unknown>): Promise<unknown> {
  const { retryPolicy, startToCloseTimeout } = options;
  return await currentState(`proxyActivities().${name}`).step(`activity ${name}`, async () => {
    try {
      return await scheduleActivity(name, args, {
        startToCloseTimeout: (startToCloseTimeout ?? START_TO_CLOSE) as ActivityOptions['startToCloseTimeout'],
        heartbeatTimeout: HEARTBEAT_TIMEOUT_MS,
        retry: activityRetry(retryPolicy),
      });
    } catch (error) {
      const thrown = thrownBy(error);
      if (retryPolicy?.throwOnError === false)
        return { message: thrown.message, type: typeOf(thrown), stack: thrown.stack };
      throw thrown;
    }
  });
}

/** What the function threw; MeshFlow users look for that and not for a wrapper. */
function thrownBy(error: unknown): Error {
  return error instanceof ActivityFailure && error.cause instanceof ApplicationFailure ? error.cause : (error as Error);
}

const typeOf = (error: Error): string => (error instanceof ApplicationFailure ? (error.type ?? 'Error') : error.name);

/** What a worker runs for every activity: looks the function up, and says all the while that it is alive. */
export async function runActivity(...args: unknown[]): Promise<unknown> {
  const name = activityInfo().activityType;
  if (name === CALL) return await runClosure(args[0]);
  const fn = registry.get(name);
  if (!fn) {
    throw ApplicationFailure.create({
      type: 'NotFoundError',
      message: `No activity '${name}' in this process: proxyActivities({ activities }) with the function registers it. Known: ${JSON.stringify([...registry.keys()])}`,
    });
  }
  const alive = setInterval(heartbeat, HEARTBEAT_EVERY_MS);
  try {
    return await fn(...args);
  } catch (error) {
    if (error instanceof Error && error.name === 'MeshFlowFatalError') {
      throw ApplicationFailure.create({ message: error.message, type: error.name, nonRetryable: true, cause: error });
    }
    throw error;
  } finally {
    clearInterval(alive);
  }
}
