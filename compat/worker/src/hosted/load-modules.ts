import { importLater } from '@perdure/engine/lib/import-later';
import type { UserModules } from '@perdure/workflow/lib/runtime/contract';
import type { CompiledWorkerOptions } from '../options/worker-options';

type Module = Readonly<Record<string, unknown>>;

/** The functions themselves, and the modules that are named by path. Throws what loading them throws. */
export async function loadHostedModules(options: CompiledWorkerOptions): Promise<UserModules> {
  const { dataConverter, interceptors, workflows = {} } = options;
  const load = async (path: string | undefined) => (path === undefined ? undefined : await loadModule(path));
  return {
    workflows,
    interceptors: await Promise.all(interceptors.workflowModules.map(loadModule)),
    payloadConverter: await load(dataConverter?.payloadConverterPath),
    failureConverter: await load(dataConverter?.failureConverterPath),
  };
}

function loadModule(path: string): Promise<Module> {
  return importLater(
    () => import(path) as Promise<Module>,
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see importLater
    () => require(path),
  );
}
