export { bundleWorkflowCode } from './bundle';
export { ForbiddenModuleError, UnsupportedBundleOptionError, WorkflowBundleError } from './errors';
export type { BundleOptions, BundlerPlugin, WorkflowBundle } from './options';
