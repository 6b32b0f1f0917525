import { AbortController } from './abort';
import { sandboxAssert } from './assert';
import { CONSOLE_LEVELS, type HostBindings } from './bindings';
import { textGlobals } from './text';
import { urlGlobals } from './url';

/** The run whose code is executing. */
export interface CodeOwner {
  /** Names it in front of console lines. */
  readonly prefix: string;
  /** Its console is silent meanwhile. */
  readonly isReplaying: boolean;
  /** Called when the run is dropped. */
  readonly cleanups: (() => void)[];
}

/** Adds what workflow code finds beside the language: the list of Temporal's sandbox, in this realm. */
export function installSandboxGlobals(host: HostBindings, owner: () => CodeOwner | undefined): void {
  const globals = {
    ...urlGlobals(host),
    ...textGlobals(host),
    assert: sandboxAssert(host.assert),
    AbortController,
    AsyncLocalStorage: sandboxStorage(host, owner),
    console: sandboxConsole(host, owner),
  };
  for (const [name, value] of Object.entries(globals)) define(globalThis, name, value);
  addDisposeSymbol('dispose');
  addDisposeSymbol('asyncDispose');
}

/** Node visits every storage in use for each promise: those of a run have to go when it goes. */
function sandboxStorage(host: HostBindings, owner: () => CodeOwner | undefined): unknown {
  return class AsyncLocalStorage<T> extends host.AsyncLocalStorage<T> {
    constructor() {
      super();
      owner()?.cleanups.push(() => this.disable());
    }
  };
}

function sandboxConsole(host: HostBindings, owner: () => CodeOwner | undefined): Record<string, unknown> {
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
