/** The given bundle cannot be run; the message says how to build one that can. */
export class InvalidWorkflowBundleError extends TypeError {
  override readonly name = 'InvalidWorkflowBundleError';
}

/** The bundle's shared half failed to start in a sandbox: an error while a shared or preloaded module was loaded. */
export class SandboxStartError extends Error {
  override readonly name = 'SandboxStartError';
}

/** `activate` or `evict` after `close`. */
export class WorkflowHostClosedError extends Error {
  override readonly name = 'WorkflowHostClosedError';
  constructor() {
    super('The workflow sandbox host is closed: no activation can run in it.');
  }
}
