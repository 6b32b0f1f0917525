import {
  ActivityClient,
  type ActivityClientInterceptor,
  Client,
  WorkflowClient,
  type ClientOptions,
  type WorkflowClientOptions,
  type WorkflowResultOptions,
  type WorkflowStartOptions,
} from '@perdure/client';
import type { Workflow, WorkflowResultType } from '@temporalio/common';
import { findTestService, type TimeSkippingService } from './test-service';

/** Options of the client that a test environment makes: it brings connection and namespace itself. */
export type ClientOptionsForTestEnv = Omit<ClientOptions, 'namespace' | 'connection'>;

/** Our own: whether the wait for a result skips time. */
export interface NormalTimeOption {
  /** Waits in real time. Default false: time is skipped while the result is awaited. */
  runInNormalTime?: boolean;
}

/** A client that skips time while it waits for the result of a workflow or of an activity without one. */
export class TimeSkippingClient extends Client {
  constructor(options: ClientOptions) {
    super(options);
    const { connection } = this;
    const workflow = new TimeSkippingWorkflowClient({ ...this.workflow.options, connection });
    const { interceptors, ...common } = this.options;
    const activity = new ActivityClient({
      ...common,
      connection,
      interceptors: [...(interceptors.activity ?? []), skippingInterceptor(testServiceBehind(connection))],
    });
    Object.defineProperty(this, 'workflow', { value: workflow, enumerable: true });
    Object.defineProperty(this, 'activity', { value: activity, enumerable: true });
  }
}

/** The innermost of a client's: what others do meanwhile takes no time. */
function skippingInterceptor(testService: TimeSkippingService): ActivityClientInterceptor {
  return { getResult: (input, next) => skipping(testService, () => next(input)) };
}

async function skipping<R>(testService: TimeSkippingService, wait: () => Promise<R>): Promise<R> {
  await testService.unlockTimeSkipping({});
  try {
    return await wait();
  } finally {
    await testService.lockTimeSkipping({});
  }
}

/** The `WorkflowClient`, but for one thing: while it waits for a result, time is skipped. */
export class TimeSkippingWorkflowClient extends WorkflowClient {
  protected readonly testService: TimeSkippingService;

  /** TypeError for a connection that is not of a time-skipping environment. */
  constructor(options: WorkflowClientOptions) {
    super(options);
    this.testService = testServiceBehind(this.connection);
  }

  /** Starts a workflow and waits for its result; see {@link result}. */
  override async execute<T extends Workflow>(
    workflowTypeOrFunc: string | T,
    options: WorkflowStartOptions<T> & NormalTimeOption,
  ): Promise<WorkflowResultType<T>> {
    if (options.runInNormalTime !== true) return await super.execute(workflowTypeOrFunc, options);
    const { workflowId, firstExecutionRunId } = await this.start(workflowTypeOrFunc, options);
    return await super.result<T>(workflowId, firstExecutionRunId, { followRuns: options.followRuns });
  }

  /** Waits for a result. Meanwhile time is skipped whenever there is nothing to do but to wait. */
  override async result<T>(
    workflowId: string,
    runId?: string,
    options?: WorkflowResultOptions & NormalTimeOption,
  ): Promise<T> {
    const result = async (): Promise<T> => (await super.result(workflowId, runId, options)) as T;
    return options?.runInNormalTime === true ? result() : skipping(this.testService, result);
  }
}

function testServiceBehind(connection: object): TimeSkippingService {
  const testService = findTestService(connection);
  if (testService !== undefined) return testService;
  throw new TypeError(
    'TestService must be present when creating a TimeSkippingWorkflowClient: pass the connection of an environment ' +
      'that TestWorkflowEnvironment.createTimeSkipping() made',
  );
}
