/** What MeshFlow refuses before anything is written. */
import { checkNames, type Names } from '../option-names';
import type { ExportOptions } from './export';
import type {
  HookOptions,
  InterruptOptions,
  WorkerConfig,
  WorkerOptions,
  WorkflowConfig,
  WorkflowOptions,
} from './types';

const START = {
  args: true,
  taskQueue: true,
  workflowName: true,
  workflowId: true,
  entity: true,
  namespace: true,
  await: true,
  expire: true,
  persistent: true,
  config: true,
  search: true,
  signalIn: true,
} satisfies Names<WorkflowOptions>;

const INTERNAL = "HotMesh's engine has set it for itself";
const START_ADVICE = {
  pending: 'an id cannot be reserved: start the workflow, and let it wait for a signal',
  marker: 'fields of the record are given by search: { data }',
  parentWorkflowId: INTERNAL,
  originJobId: INTERNAL,
  workflowTrace: 'the trace of the caller is gone on with by itself',
  workflowSpan: 'the trace of the caller is gone on with by itself',
  guid: 'the id of an execution is workflowId',
};

const HOOK = {
  args: true,
  taskQueue: true,
  workflowName: true,
  entity: true,
  workflowId: true,
  namespace: true,
  config: true,
} satisfies Names<HookOptions>;
const HOOK_ADVICE = {
  search: 'the function of a hook sets fields itself: (await MeshFlow.workflow.search()).set(...)',
};

const CONFIG = {
  maximumAttempts: true,
  backoffCoefficient: true,
  maximumInterval: true,
  throwOnError: true,
} satisfies Names<WorkflowConfig>;

const INTERRUPT = { reason: true, throw: true, descend: true, code: true } satisfies Names<InterruptOptions>;
const INTERRUPT_ADVICE = {
  expire: 'how long the record stays is said when it is started',
  suppress: 'whoever waits for the result is always told',
  stack: 'an interruption has no stack; reason and code are told',
};

const EXPORT = { allow: true, block: true } satisfies Names<ExportOptions>;
const EXPORT_ADVICE = { values: "leave out the values with block: ['timeline']" };

const WORKER = {
  connection: true,
  taskQueue: true,
  workflow: true,
  namespace: true,
  guid: true,
  options: true,
} satisfies Names<WorkerConfig>;
const WORKER_ADVICE = { search: 'an index is made by createSearchIndex of MeshData' };

const WORKER_OPTIONS = { maxConcurrent: true, logLevel: true } satisfies Names<WorkerOptions>;
const RETRIES =
  'activities are repeated as retryPolicy of proxyActivities says, workflow functions as config of the start says';
const WORKER_OPTIONS_ADVICE = { maximumAttempts: RETRIES, backoffCoefficient: RETRIES, maximumInterval: RETRIES };

export function checkStart(call: string, options: WorkflowOptions): void {
  checkNames(call, options, START, START_ADVICE);
  checkNames(`${call}'s config`, options.config, CONFIG);
  checkArgs(call, options.args);
  if (options.workflowId !== undefined) checkText(`The workflowId of ${call}`, options.workflowId);
}

export function checkHook(options: HookOptions): void {
  const { signalId: _signalId, ...rest } = options as HookOptions & { readonly signalId?: string };
  checkNames('hook', rest, HOOK, HOOK_ADVICE);
  checkNames("hook's config", options.config, CONFIG);
  checkArgs('hook', options.args);
}

export const checkInterrupt = (options: InterruptOptions): void =>
  checkNames('interrupt', options, INTERRUPT, INTERRUPT_ADVICE);

export const checkExport = (options: ExportOptions): void => checkNames('export', options, EXPORT, EXPORT_ADVICE);

export function checkWorker(config: WorkerConfig): void {
  checkNames('Worker.create', config, WORKER, WORKER_ADVICE);
  checkWorkerOptions(config.options);
}

export function checkWorkerOptions(options: WorkerOptions | undefined): void {
  checkNames("a worker's options", options, WORKER_OPTIONS, WORKER_OPTIONS_ADVICE);
}

/** @throws TypeError for what is no text, or an empty one. */
export function checkText(what: string, value: unknown): void {
  if (typeof value === 'string' && value !== '') return;
  throw new TypeError(`${what} is ${value === '' ? 'empty' : String(value)}: give a text that is not empty`);
}

export function checkArgs(call: string, args: unknown): void {
  if (args === undefined || Array.isArray(args)) return;
  throw new TypeError(`The args of ${call} are a list: write args: [value]`);
}
