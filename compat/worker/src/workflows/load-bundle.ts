import { readFile } from 'node:fs/promises';
import { importLater } from '@perdure/engine/lib/import-later';
import type { Logger } from '@temporalio/common';
import type { CompiledWorkerOptions, WorkflowBundleOption } from '../options/worker-options';

/** Whether there is anything to load. */
export function hasWorkflows({ workflowBundle, workflowsPath }: CompiledWorkerOptions): boolean {
  return Boolean(workflowBundle ?? workflowsPath);
}

/** The code of the worker's workflows: given, or bundled now. For a worker that has some. */
export async function loadBundle(options: CompiledWorkerOptions, logger: Logger): Promise<{ readonly code: string }> {
  if (options.workflowBundle) {
    warnAboutIgnored(options, logger);
    return { code: await readBundleOption(options.workflowBundle) };
  }
  const { bundleWorkflowCode } = await importLater(
    () => import('../bundler/index.js'),
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see importLater
    () => require('../bundler/index.js'),
  );
  return await bundleWorkflowCode({
    logger,
    workflowsPath: options.workflowsPath ?? '',
    workflowInterceptorModules: options.interceptors.workflowModules,
    payloadConverterPath: options.dataConverter?.payloadConverterPath,
    failureConverterPath: options.dataConverter?.failureConverterPath,
    plugins: options.plugins,
    ...options.bundlerOptions,
  });
}

async function readBundleOption(bundle: WorkflowBundleOption): Promise<string> {
  if ('code' in bundle && typeof bundle.code === 'string') return bundle.code;
  if ('codePath' in bundle && typeof bundle.codePath === 'string') return await readFile(bundle.codePath, 'utf8');
  throw new TypeError('Invalid WorkflowOptions.workflowBundle');
}

function warnAboutIgnored(options: CompiledWorkerOptions, logger: Logger): void {
  if (options.workflowsPath) {
    logger.warn('Ignoring WorkerOptions.workflowsPath because WorkerOptions.workflowBundle is set');
  }
  if (options.bundlerOptions) {
    logger.warn('Ignoring WorkerOptions.bundlerOptions because WorkerOptions.workflowBundle is set');
  }
  if (options.interceptors.workflowModules.length > 0) {
    logger.warn(
      'Ignoring WorkerOptions.interceptors.workflowModules because WorkerOptions.workflowBundle is set.\n' +
        'To use workflow interceptors with a workflowBundle, pass them in the call to bundleWorkflowCode.',
    );
  }
}
