import assert from 'node:assert';
import { AsyncLocalStorage } from 'node:async_hooks';
import { TextDecoder, TextEncoder } from 'node:util';
import vm from 'node:vm';
import type { HostAssert, HostBindings } from './inside/bindings';
import type { boot, Driver, DriverSettings, inspect } from './inside/driver';
import type { SharedParts, UserPart } from './inside/runtime-modules';
import type { BundleText } from './bundle-text';
import { SandboxStartError } from './errors';
import { sourcePositions } from './source-positions';

/** Name of the bundle in unmapped stack frames. */
const BUNDLE_FILE = 'workflow-bundle.js';

export interface SandboxContext {
  /** The host's side of the global object: its own keys are the globals that code has set. */
  readonly globals: Record<string, unknown>;
  readonly context: vm.Context;
  readonly driver: Driver;
}

interface BundleHalves {
  readonly shared: (globals: unknown) => SharedParts & { inside: { boot: typeof boot; inspect: typeof inspect } };
  readonly user: UserPart;
}

/** Makes a context and evaluates the shared half of the bundle in it. Throws SandboxStartError. */
export function createSandboxContext(bundle: BundleText, settings: DriverSettings): SandboxContext {
  return startContext(bundle, (halves, globals) => {
    const parts = halves.shared(globals);
    return parts.inside.boot(hostBindings(bundle), parts, halves.user, bundle.header.uses, settings);
  });
}

/** Answers which names the shared modules of a bundle export; for the bundler. */
export function inspectSharedModules(bundle: BundleText): (id: string) => string[] {
  const { driver } = startContext(bundle, (halves, globals) => {
    const parts = halves.shared(globals);
    return parts.inside.inspect(hostBindings(bundle), parts);
  });
  return driver;
}

function startContext<T>(bundle: BundleText, start: (halves: BundleHalves, globals: unknown) => T) {
  const globals: Record<string, unknown> = {};
  const context = vm.createContext(globals, { name: 'perdure-workflows', microtaskMode: 'afterEvaluate' });
  try {
    const halves = new vm.Script(bundle.script, { filename: BUNDLE_FILE }).runInContext(context) as BundleHalves;
    const inner: unknown = new vm.Script('globalThis').runInContext(context);
    let driver: T | undefined;
    runThroughScript(context, () => (driver = start(halves, inner)));
    return { globals, context, driver: driver as T };
  } catch (error) {
    throw startError(error);
  }
}

/** Calls a function below a Script, so that the context's microtasks drain when it returns. */
function runThroughScript(context: vm.Context, work: () => unknown): void {
  Object.defineProperty(context, '__perdure_start', { value: work, configurable: true });
  new vm.Script('__perdure_start(); delete globalThis.__perdure_start').runInContext(context);
}

function startError(error: unknown): SandboxStartError {
  const detail = (error as { stack?: unknown } | null)?.stack ?? error;
  return new SandboxStartError(
    `The workflow bundle failed while its shared modules were loaded (preloadModules run here, outside of any workflow): ${String(detail)}`,
    { cause: error },
  );
}

function hostBindings(bundle: BundleText): HostBindings {
  const sources = sourcePositions(bundle.sourceMap);
  return {
    URL,
    URLSearchParams,
    TextEncoder,
    TextDecoder,
    assert: assert as unknown as HostAssert,
    AsyncLocalStorage,
    // eslint-disable-next-line no-console -- this is what `console` of workflow code is for
    print: (level, prefix, args) => console[level](prefix, ...args),
    bundleFile: BUNDLE_FILE,
    mapPosition: sources.position,
    sourceText: sources.text,
  };
}
