export { Client, type HandleTarget } from './client';
export { WorkflowHandle, type WorkflowState } from './handle';
export { Worker } from './worker';
export { workflow } from './workflow';
