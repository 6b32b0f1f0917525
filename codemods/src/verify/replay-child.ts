/** A process that replays histories with the project's workflows, through the project's installed @perdure/worker. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readInput } from './child';

export interface ReplayInput {
  readonly root: string;
  /** Folder of the package whose @perdure/worker is used. */
  readonly from: string;
  /** Modules with workflows, absolute; a history is replayed with the first that has its workflow. */
  readonly workflows: readonly string[];
  /** A module that exports `replayOptions`: data converter, interceptors, sinks. */
  readonly optionsFile?: string;
  readonly histories: readonly { readonly path: string; readonly workflowId: string }[];
}

/** One line of output each. */
export interface ReplayOutput {
  readonly path: string;
  readonly error?: string;
}

interface WorkerPackage {
  readonly Worker: { runReplayHistory(options: object, history: unknown, workflowId?: string): Promise<void> };
  bundleWorkflowCode(options: object): Promise<object>;
  readonly Runtime?: { install(options: object): unknown };
}

void main();

async function main(): Promise<void> {
  const input = await readInput<ReplayInput>();
  const worker = createRequire(join(input.from, 'package.json'))('@perdure/worker') as WorkerPackage;
  const options = input.optionsFile === undefined ? {} : await loadOptions(input.optionsFile);
  const bundles: object[] = [];
  for (const workflowsPath of input.workflows) {
    const workflowBundle = await worker.bundleWorkflowCode({
      ...options,
      ...bundlerOptions(options),
      workflowsPath,
      logger: SILENT,
    });
    bundles.push({ ...options, workflowBundle });
  }
  for (const { path, workflowId } of input.histories) {
    const error = await replay(worker, bundles, JSON.parse(readFileSync(path, 'utf8')), workflowId);
    process.stdout.write(`${JSON.stringify({ path, error } satisfies ReplayOutput)}\n`);
  }
  // The options of a project may hold connections open.
  process.stdout.write('', () => process.exit(0));
}

const nothing = (): void => undefined;
const SILENT = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

async function loadOptions(file: string): Promise<Record<string, unknown>> {
  const loaded = (await import(file)) as { replayOptions?: object; default?: { replayOptions?: object } };
  const options = loaded.replayOptions ?? loaded.default?.replayOptions;
  if (options === undefined) throw new Error(`${file} does not export replayOptions`);
  return options as Record<string, unknown>;
}

/** What a bundle has to hold of the worker's options. */
function bundlerOptions({ interceptors, dataConverter, bundlerOptions: own }: Record<string, unknown>): object {
  const { workflowModules } = (interceptors ?? {}) as { workflowModules?: unknown };
  const { payloadConverterPath, failureConverterPath } = (dataConverter ?? {}) as Record<string, unknown>;
  return {
    ...(own as object),
    workflowInterceptorModules: workflowModules,
    payloadConverterPath,
    failureConverterPath,
  };
}

/** The error of the first bundle that has the workflow; undefined when it replays. */
async function replay(worker: WorkerPackage, bundles: readonly object[], history: unknown, workflowId: string) {
  let last: string | undefined = 'no workflows were found: name them with --workflows';
  for (const options of bundles) {
    last = await attempt(worker, options, history, workflowId);
    if (last === undefined || !last.includes('no such function is exported by the workflow bundle')) return last;
  }
  return last;
}

async function attempt(worker: WorkerPackage, options: object, history: unknown, workflowId: string) {
  try {
    await worker.Worker.runReplayHistory(options, history, workflowId);
    return undefined;
  } catch (error) {
    const { name, message, cause } = error as Error;
    const why = cause instanceof Error ? `: ${cause.message}` : '';
    return `${name}: ${message}${why}`;
  }
}
