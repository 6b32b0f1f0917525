import type { CreateRun, SetCurrentRun, UserModules } from '@perdure/workflow/lib/runtime/contract';

/** `@perdure/workflow/lib/runtime/index`: what the sandbox host calls. */
export interface RuntimeModule {
  readonly createRun: CreateRun;
  readonly setCurrentRun: SetCurrentRun;
}

/** `@perdure/workflow/lib/runtime/globals`. */
export interface GlobalsModule {
  readonly installGlobals: (target: typeof globalThis) => void;
}

/** The shared half of a bundle: thunks, because modules are evaluated when the sandbox asks, in its order. */
export interface SharedParts {
  readonly runtime: () => RuntimeModule;
  readonly globals: () => GlobalsModule;
  readonly modules: Readonly<Record<string, () => object>>;
  /** Makes the shared code see globals that were replaced since it captured them. */
  readonly recapture: () => void;
}

/** The user's half: called once for a context, gives the function that instantiates the modules for a run. */
export type UserPart = (
  shared: Readonly<Record<string, unknown>>,
  ignored: (module: string) => unknown,
  globals: typeof globalThis,
) => (out: (modules: UserModules) => void) => void;
