export { createWorkflowHost, type WorkflowHost, type WorkflowHostOptions } from './host';
export { isSandboxLost, SANDBOX_LOST } from './lost';
export { InvalidWorkflowBundleError, SandboxStartError, WorkflowHostClosedError } from './errors';
