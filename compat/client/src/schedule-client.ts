import { isEngineError } from '@perdure/engine';
import type { Workflow } from '@temporalio/common';
import { filterNullAndUndefined } from '@temporalio/common/lib/internal-workflow';
import { composeInterceptors } from '@temporalio/common/lib/interceptors';
import { BaseClient, type BaseClientOptions, type LoadedWithDefaults, defaultBaseClientOptions } from './base-client';
import type { CreateScheduleInput, CreateScheduleOutput, ScheduleClientInterceptor } from './interceptors';
import type {
  Backfill,
  ScheduleDescription,
  ScheduleOptions,
  ScheduleOptionsStartWorkflowAction,
  ScheduleOverlapPolicy,
  ScheduleSummary,
  ScheduleUpdateOptions,
} from './schedule-types';
import { compiledOptions } from './schedule/check-options';
import { scheduleSummary } from './schedule/describe';
import { rethrowSchedule } from './schedule/errors';
import { createScheduleHandle } from './schedule/handle';
import { createRequest } from './schedule/request';
import type { WorkflowService } from './types';
import { listPages } from './visibility/pages';

export { ScheduleAlreadyRunning, ScheduleNotFoundError } from './schedule/errors';

/** A schedule. Methods throw ScheduleNotFoundError when there is none of this id. */
export interface ScheduleHandle {
  readonly scheduleId: string;
  describe(): Promise<ScheduleDescription>;
  /** Replaces the schedule by what the function makes of it; the last update wins. Its memo stays. */
  update<W extends Workflow = Workflow>(
    updateFn: (previous: ScheduleDescription) => ScheduleUpdateOptions<ScheduleOptionsStartWorkflowAction<W>>,
  ): Promise<void>;
  /** Workflows that it has started go on. */
  delete(): Promise<void>;
  /** Starts the action now. Default ALLOW_ALL. */
  trigger(overlap?: ScheduleOverlapPolicy): Promise<void>;
  /** Runs the times of a range, both ends included, as if they were now. */
  backfill(options: Backfill | Backfill[]): Promise<void>;
  pause(note?: string): Promise<void>;
  unpause(note?: string): Promise<void>;
  readonly client: ScheduleClient;
}

export interface ScheduleClientOptions extends BaseClientOptions {
  interceptors?: ScheduleClientInterceptor[];
}
export type LoadedScheduleClientOptions = LoadedWithDefaults<ScheduleClientOptions>;

export interface ListScheduleOptions {
  pageSize?: number;
  query?: string;
}

/** What the engine puts in front of the ids of schedules. */
const ID_PREFIX = '__schedule:';

/** Creates and lists schedules, and makes handles to them. */
export class ScheduleClient extends BaseClient {
  readonly options: LoadedScheduleClientOptions;

  constructor(options: ScheduleClientOptions = {}) {
    super(options);
    this.options = {
      ...defaultBaseClientOptions(),
      interceptors: [],
      ...filterNullAndUndefined(options),
      loadedDataConverter: this.dataConverter,
    };
  }

  /** Throws ServiceNotAvailableError when one of its methods is called. */
  get workflowService(): WorkflowService {
    return this.connection.workflowService;
  }

  /**
   * Creates a schedule. TypeError for options that are missing or a spec that cannot be, ScheduleAlreadyRunning when
   * there is one of this id.
   */
  async create<W extends Workflow = Workflow>(
    options: ScheduleOptions<ScheduleOptionsStartWorkflowAction<W>>,
  ): Promise<ScheduleHandle> {
    const input = { options: compiledOptions(options), headers: {} };
    const create = composeInterceptors(this.options.interceptors, 'create', (last: CreateScheduleInput) =>
      this.createSchedule(last),
    );
    await create(input);
    return this.getHandle(options.scheduleId);
  }

  /** Newest first; the filter is Temporal's list filter. Each schedule is read when its turn comes. */
  async *list({ pageSize, query }: ListScheduleOptions = {}): AsyncIterable<ScheduleSummary> {
    const failed = 'Failed to list schedules';
    for await (const { workflowId, statusName } of listPages(this.scope, {
      kind: 'schedule',
      query,
      pageSize,
      failed,
    })) {
      // What is left of deleted ones is listed for a while.
      const summary = statusName === 'RUNNING' && (await this.summaryOf(workflowId.slice(ID_PREFIX.length)));
      if (summary) yield summary;
    }
  }

  /** Asks nothing: whether the schedule exists is found out by the methods of the handle. */
  getHandle(scheduleId: string): ScheduleHandle {
    return createScheduleHandle(this, this.scope, scheduleId);
  }

  private async createSchedule({ options, headers }: CreateScheduleInput): Promise<CreateScheduleOutput> {
    const { scheduleId } = options;
    const request = await createRequest(this.scope, options, headers);
    try {
      const engine = await this.scope.engine();
      await engine.schedules.create(request, this.scope.callOptions());
      return { conflictToken: Buffer.from(request.requestId) };
    } catch (error) {
      return rethrowSchedule(error, 'Failed to create schedule', scheduleId);
    }
  }

  /** Undefined when the schedule was deleted since it was listed. */
  private async summaryOf(scheduleId: string): Promise<ScheduleSummary | undefined> {
    try {
      const engine = await this.scope.engine();
      return await scheduleSummary(this.scope, await engine.schedules.describe(scheduleId, this.scope.callOptions()));
    } catch (error) {
      if (isEngineError(error, 'NOT_FOUND')) return undefined;
      return rethrowSchedule(error, 'Failed to list schedules', scheduleId);
    }
  }
}
