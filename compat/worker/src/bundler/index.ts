export { bundleWorkflowCode } from './bundle';
