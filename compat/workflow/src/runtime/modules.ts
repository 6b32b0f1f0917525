/** Takes over what the user's bundle exports. */
import {
  type FailureConverter,
  type PayloadConverter,
  isWorkflowFunctionWithOptions,
  isWorkflowFunctionWithStaticOptions,
} from '@temporalio/common';
import type { WorkflowInterceptorsFactory } from '../interceptors';
import type { UserModules } from './contract';
import type { Run } from './run';

/** Converters, interceptors, then the workflow function: in this order, as later parts may use the earlier. */
export function loadModules(run: Run): void {
  const modules = run.options.loadModules();
  const payloadConverter = modules.payloadConverter?.payloadConverter as PayloadConverter | undefined;
  const failureConverter = modules.failureConverter?.failureConverter as FailureConverter | undefined;
  if (payloadConverter != null) run.codec.payloadConverter = payloadConverter;
  if (failureConverter != null) run.codec.failureConverter = failureConverter;
  for (const module of modules.interceptors) addInterceptors(run, module.interceptors);
  run.main = findWorkflow(run.info.workflowType, modules.workflows);
  readOptions(run, run.main);
}

function addInterceptors(run: Run, factory: unknown): void {
  if (factory === undefined) return;
  if (typeof factory !== 'function') {
    throw new TypeError(
      `Failed to initialize workflows interceptors: expected a function, but got: '${typeof factory}'`,
    );
  }
  const { inbound, outbound, internals } = (factory as WorkflowInterceptorsFactory)();
  run.interceptors.inbound.push(...(inbound ?? []));
  run.interceptors.outbound.push(...(outbound ?? []));
  run.interceptors.internals.push(...(internals ?? []));
}

/** The export of that name, or else the default export, which then stands for any type. */
function findWorkflow(workflowType: string, exports: UserModules['workflows']): NonNullable<Run['main']> {
  for (const candidate of [exports[workflowType], exports.default]) {
    if (typeof candidate === 'function') return candidate as NonNullable<Run['main']>;
  }
  const named = exports[workflowType];
  const details =
    named === undefined
      ? 'no such function is exported by the workflow bundle'
      : `expected a function, but got: '${typeof named}'`;
  throw new TypeError(`Failed to initialize workflow of type '${workflowType}': ${details}`);
}

function readOptions(run: Run, main: NonNullable<Run['main']>): void {
  if (isWorkflowFunctionWithStaticOptions(main)) run.typeInfo = main.staticOptions.typeInfo;
  if (!isWorkflowFunctionWithOptions(main)) return;
  const options = main.workflowDefinitionOptions;
  const read = () => (typeof options === 'function' ? options() : options);
  run.failureExceptionTypes = read().failureExceptionTypes ?? [];
}
