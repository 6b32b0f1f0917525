import type { Workflow } from '@temporalio/common';
import { filterNullAndUndefined } from '@temporalio/common/lib/internal-workflow';
import { SymbolBasedInstanceOfError } from '@temporalio/common/lib/type-helpers';
import { BaseClient, type BaseClientOptions, type LoadedWithDefaults, defaultBaseClientOptions } from './base-client';
import { NotSupportedError } from './errors';
import type { ScheduleClientInterceptor } from './interceptors';
import type {
  Backfill,
  ScheduleDescription,
  ScheduleOptions,
  ScheduleOptionsStartWorkflowAction,
  ScheduleOverlapPolicy,
  ScheduleSummary,
  ScheduleUpdateOptions,
} from './schedule-types';
import type { WorkflowService } from './types';

export interface ScheduleHandle {
  readonly scheduleId: string;
  describe(): Promise<ScheduleDescription>;
  update<W extends Workflow = Workflow>(
    updateFn: (previous: ScheduleDescription) => ScheduleUpdateOptions<ScheduleOptionsStartWorkflowAction<W>>,
  ): Promise<void>;
  delete(): Promise<void>;
  trigger(overlap?: ScheduleOverlapPolicy): Promise<void>;
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

/** Schedules come with a later release: every method throws NotSupportedError. */
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

  async create<W extends Workflow = Workflow>(
    _options: ScheduleOptions<ScheduleOptionsStartWorkflowAction<W>>,
  ): Promise<ScheduleHandle> {
    throw later('create');
  }

  list(_options?: ListScheduleOptions): AsyncIterable<ScheduleSummary> {
    throw later('list');
  }

  getHandle(_scheduleId: string): ScheduleHandle {
    throw later('getHandle');
  }
}

function later(method: string): NotSupportedError {
  return new NotSupportedError(
    `client.schedule.${method}()`,
    'schedules come with a later release. Start the workflow with `cronSchedule` instead, if a cron expression will do.',
  );
}

/** A schedule of this id exists. */
export class ScheduleAlreadyRunning extends Error {
  readonly scheduleId: string;

  constructor(message: string, scheduleId: string) {
    super(message);
    this.scheduleId = scheduleId;
  }
}

/** There is no schedule of this id. */
export class ScheduleNotFoundError extends Error {
  readonly scheduleId: string;

  constructor(message: string, scheduleId: string) {
    super(message);
    this.scheduleId = scheduleId;
  }
}

SymbolBasedInstanceOfError('ScheduleAlreadyRunning')(ScheduleAlreadyRunning);
SymbolBasedInstanceOfError('ScheduleNotFoundError')(ScheduleNotFoundError);
