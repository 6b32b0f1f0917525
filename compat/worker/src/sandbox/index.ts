export { createWorkflowHost } from './host';
export { isSandboxLost } from './lost';
