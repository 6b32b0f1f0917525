import { filterNullAndUndefined } from '@temporalio/common/lib/internal-workflow';
import { ActivityClient } from './activity-client';
import { BaseClient, type BaseClientOptions, type LoadedWithDefaults, defaultBaseClientOptions } from './base-client';
import type { ClientInterceptors } from './interceptors';
import { NexusClient } from './nexus-client';
import { ScheduleClient } from './schedule-client';
import { TaskQueueClient } from './task-queue-client';
import type { QueryRejectCondition, WorkflowService } from './types';
import { WorkflowClient } from './workflow-client';

export interface ClientOptions extends BaseClientOptions {
  interceptors?: ClientInterceptors;
  /** Run in order before anything else looks at the options; those of the connection come last. */
  plugins?: ClientPlugin[];
  workflow?: {
    /** When queries are refused. Default NONE. */
    queryRejectCondition?: QueryRejectCondition;
  };
}

export type LoadedClientOptions = LoadedWithDefaults<ClientOptions>;

/** Changes the options of a client before it is made. */
export interface ClientPlugin {
  get name(): string;
  configureClient?(options: Omit<ClientOptions, 'plugins'>): Omit<ClientOptions, 'plugins'>;
}

/** Everything a program does from outside of workflows. Cheap to make; share the connection. */
export class Client extends BaseClient {
  readonly options: LoadedClientOptions;
  /** Starts workflows and makes handles to them. */
  readonly workflow: WorkflowClient;
  /** Runs activities without a workflow, and completes activities of any kind from outside. */
  readonly activity: ActivityClient;
  /** Creates schedules and makes handles to them. */
  readonly schedule: ScheduleClient;
  /** @deprecated A feature of the Temporal server; its methods throw NotSupportedError. */
  readonly taskQueue: TaskQueueClient;
  /** Not supported; its methods throw NotSupportedError. */
  readonly nexus: NexusClient;

  constructor(options: ClientOptions = {}) {
    const plugins = [...(options.plugins ?? []), ...(options.connection?.plugins ?? [])] as ClientPlugin[];
    const configured = plugins.reduce<ClientOptions>(
      (current, plugin) => plugin.configureClient?.(current) ?? current,
      { ...options, plugins },
    );
    super(configured);
    const { interceptors, workflow, plugins: _plugins, ...common } = configured;
    const shared = { ...common, connection: this.connection, dataConverter: this.dataConverter };
    this.workflow = new WorkflowClient({ ...shared, ...workflow, interceptors: interceptors?.workflow });
    this.activity = new ActivityClient({ ...shared, interceptors: interceptors?.activity });
    this.schedule = new ScheduleClient({ ...shared, interceptors: interceptors?.schedule });
    this.taskQueue = new TaskQueueClient(shared);
    this.nexus = new NexusClient({ ...shared, interceptors: interceptors?.nexus });
    this.options = {
      ...defaultBaseClientOptions(),
      ...filterNullAndUndefined(common),
      loadedDataConverter: this.dataConverter,
      interceptors: {
        workflow: this.workflow.options.interceptors,
        schedule: this.schedule.options.interceptors,
        nexus: this.nexus.options.interceptors,
        activity: interceptors?.activity ?? [],
      },
      workflow: { queryRejectCondition: this.workflow.options.queryRejectCondition },
      plugins,
    };
  }

  /** Throws ServiceNotAvailableError when one of its methods is called. */
  get workflowService(): WorkflowService {
    return this.connection.workflowService;
  }
}
