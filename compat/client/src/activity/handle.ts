import type { Next, TypeInfo } from '@temporalio/common';
import type {
  ActivityDescribeOptions,
  ActivityHandle,
  ActivityOptionsUpdate,
  ActivityOptionsUpdateResult,
  ActivityPauseOptions,
  ActivityUnpauseOptions,
} from '../activity-client';
import type { ActivityClientInterceptor } from '../activity-interceptors';
import type { ActivityExecutionDescription } from '../activity-types';

/** The chains of interceptors that a client has made. */
export type Handlers = {
  readonly [K in keyof Required<ActivityClientInterceptor>]: Next<ActivityClientInterceptor, K>;
};

interface HandleTarget {
  readonly activityId: string;
  /** Absent: the latest run. */
  readonly runId?: string;
  readonly outputType?: TypeInfo;
}

/** A handle to one activity. Methods live on the prototype: a start makes one object, not a dozen closures. */
export class StandaloneHandle<R = any> implements ActivityHandle<R> {
  readonly activityId: string;
  readonly runId?: string;
  readonly #handlers: Handlers;
  readonly #outputType: TypeInfo | undefined;

  constructor(handlers: Handlers, { activityId, runId, outputType }: HandleTarget) {
    if (!activityId) throw new TypeError('activityId is required');
    this.activityId = activityId;
    this.runId = runId;
    this.#handlers = handlers;
    this.#outputType = outputType;
  }

  async result(): Promise<R> {
    const input = { ...this.#run(), outputType: this.#outputType };
    return (await this.#handlers.getResult(input)) as R;
  }

  async describe(options: ActivityDescribeOptions = {}): Promise<ActivityExecutionDescription> {
    const { includeInput = false, includeOutcome = false } = options;
    const { includeHeartbeatDetails = false, includeLastFailure = false } = options;
    const included = { includeInput, includeOutcome, includeHeartbeatDetails, includeLastFailure };
    return this.#handlers.describe({ ...this.#run(), options: included });
  }

  async cancel(reason: string): Promise<void> {
    return this.#handlers.cancel({ ...this.#run(), reason });
  }

  async terminate(reason: string): Promise<void> {
    return this.#handlers.terminate({ ...this.#run(), reason });
  }

  async pause(options: ActivityPauseOptions = {}): Promise<void> {
    return this.#handlers.pause({ ...this.#run(), options });
  }

  async unpause(options: ActivityUnpauseOptions = {}): Promise<void> {
    return this.#handlers.unpause({ ...this.#run(), options });
  }

  async updateOptions(options: ActivityOptionsUpdate): Promise<ActivityOptionsUpdateResult> {
    return this.#handlers.updateOptions({ ...this.#run(), options });
  }

  async restoreOriginalOptions(): Promise<ActivityOptionsUpdate> {
    return this.#handlers.restoreOriginalOptions(this.#run());
  }

  #run() {
    return { activityId: this.activityId, activityRunId: this.runId ?? '', headers: {} };
  }
}
