/** Workflow code, or a library it uses, imports what cannot exist in a workflow. The message names each import chain. */
export class ForbiddenModuleError extends Error {
  override readonly name = 'ForbiddenModuleError';
}

/** esbuild refused the workflow code; the message is esbuild's. */
export class WorkflowBundleError extends Error {
  override readonly name = 'WorkflowBundleError';
}

/** An option of Temporal's bundler that cannot exist with esbuild. */
export class UnsupportedBundleOptionError extends Error {
  override readonly name = 'UnsupportedBundleOptionError';
}
