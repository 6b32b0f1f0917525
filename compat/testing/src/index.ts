import { join } from 'node:path';

export {
  TestWorkflowEnvironment,
  type ExistingServerConnectionOptions,
  type ExistingServerTestWorkflowEnvironmentOptions,
  type LocalTestWorkflowEnvironmentOptions,
  type NexusEndpointIdentifier,
  type TimeSkippingTestWorkflowEnvironmentOptions,
} from './testing-workflow-environment';
export type { DevServerConfig, EphemeralServerExecutable, TimeSkippingServerConfig } from './ephemeral-server';
export { TimeSkippingWorkflowClient, type ClientOptionsForTestEnv } from './client';
export {
  MockActivityEnvironment,
  defaultActivityInfo,
  type MockActivityEnvironmentOptions,
} from './mocking-activity-environment';

/**
 * For `interceptors.workflowModules` of workers in tests: failed assertions (`assert`) in workflow code fail the workflow
 * instead of its task.
 */
export const workflowInterceptorModules: string[] = [join(__dirname, 'assert-to-failure-interceptor')];
