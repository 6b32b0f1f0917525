export { createWorkflowHost, type WorkflowHost, type WorkflowHostOptions } from './host';
export { isSandboxLost } from './lost';
