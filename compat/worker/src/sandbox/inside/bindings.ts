import type { AsyncLocalStorage } from 'node:async_hooks';

/** What the host lends to the inside of a context. Only primitives and the host's own stateless classes cross. */
export interface HostBindings {
  readonly URL: typeof URL;
  readonly URLSearchParams: typeof URLSearchParams;
  readonly TextEncoder: typeof TextEncoder;
  readonly TextDecoder: typeof TextDecoder;
  readonly assert: HostAssert;
  readonly AsyncLocalStorage: typeof AsyncLocalStorage;
  /** Prints a console call of workflow code; the prefix names the run. */
  readonly print: (level: ConsoleLevel, prefix: string, args: readonly unknown[]) => void;
  /** Name under which the bundle's frames appear in stacks. */
  readonly bundleFile: string;
  /** Text of a source file of the user, when the bundle carries it. */
  readonly sourceText: (file: string) => string | undefined;
  /** `file:line:column` of the source behind a position of the bundle (both 1-based), when it is known. */
  readonly mapPosition: (line: number, column: number) => string | undefined;
}

export type HostAssert = ((...args: unknown[]) => unknown) & Record<string, unknown>;

export const CONSOLE_LEVELS = ['log', 'warn', 'error', 'info', 'debug'] as const;
export type ConsoleLevel = (typeof CONSOLE_LEVELS)[number];
