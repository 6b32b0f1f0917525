/**
 * What the host of a workflow calls. Once for each realm: `installGlobals(globalThis)`, after `AsyncLocalStorage` was put
 * there and before any user code. For each run: `createRun`; then around every entry `setCurrentRun(run)`, the entry,
 * `setCurrentRun(undefined)`.
 */
import type { CreateRun, ProvideCurrentRun, SetCurrentRun } from './contract';
import { enterRun, provideRun } from './current';
import { Run } from './run';

export type {
  CreateRun,
  CreateRunOptions,
  ProvideCurrentRun,
  SetCurrentRun,
  UserModules,
  WorkflowRun,
} from './contract';
export { installGlobals } from './globals';

/** Makes a run. No user code is executed before its first activation. */
export const createRun: CreateRun = (options) => new Run(options);

/** Makes a run of `createRun` the current one; undefined leaves it. */
export const setCurrentRun: SetCurrentRun = (run) => enterRun(run as Run | undefined);

/** How to find the current run, in a realm where runs are not entered one at a time. */
export const provideCurrentRun: ProvideCurrentRun = (find) => provideRun(find as () => Run | undefined);
