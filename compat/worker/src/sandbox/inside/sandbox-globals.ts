import { AbortController } from './abort';
import { sandboxAssert } from './assert';
import { CONSOLE_LEVELS, type HostBindings } from './bindings';
import { textGlobals } from './text';
import { urlGlobals } from './url';

/** Whose console call it is, and whether it was made before. */
export interface ConsoleOwner {
  readonly prefix: string;
  readonly isReplaying: boolean;
}

/** Adds what workflow code finds beside the language: the list of Temporal's sandbox, in this realm. */
export function installSandboxGlobals(host: HostBindings, owner: () => ConsoleOwner | undefined): void {
  const globals = {
    ...urlGlobals(host),
    ...textGlobals(host),
    assert: sandboxAssert(host.assert),
    AbortController,
    AsyncLocalStorage: host.AsyncLocalStorage,
    console: sandboxConsole(host, owner),
  };
  for (const [name, value] of Object.entries(globals)) define(globalThis, name, value);
  addDisposeSymbol('dispose');
  addDisposeSymbol('asyncDispose');
}

function sandboxConsole(host: HostBindings, owner: () => ConsoleOwner | undefined): Record<string, unknown> {
  const method =
    (level: (typeof CONSOLE_LEVELS)[number]) =>
    (...args: unknown[]) => {
      const current = owner();
      if (current?.isReplaying) return;
      host.print(level, current?.prefix ?? '[outside of a workflow]', args);
    };
  return Object.fromEntries(CONSOLE_LEVELS.map((level) => [level, method(level)]));
}

function addDisposeSymbol(name: 'dispose' | 'asyncDispose'): void {
  if (typeof Reflect.get(Symbol, name) === 'symbol') return;
  Object.defineProperty(Symbol, name, { value: Symbol.for(`nodejs.${name}`) });
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}
