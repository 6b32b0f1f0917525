import { requireRun } from '../current';

const now = (): number => requireRun('Workflow uninitialized').now;

/** `Date`, whose present is the time of the current activation. Everything else is the original's. */
export function dateOfRun(original: DateConstructor): DateConstructor {
  function WorkflowDate(...args: unknown[]): unknown {
    if (new.target === undefined) return new original(now()).toString();
    return Reflect.construct(original, args.length === 0 ? [now()] : args, new.target);
  }
  const replacement = WorkflowDate as unknown as DateConstructor;
  Object.defineProperty(replacement, 'name', { value: 'Date', configurable: true });
  Object.defineProperty(replacement, 'length', { value: original.length, configurable: true });
  Object.defineProperty(replacement, 'prototype', { value: original.prototype, writable: false });
  Object.assign(replacement, { now, parse: original.parse.bind(original), UTC: original.UTC.bind(original) });
  // Otherwise `new Date().constructor.now()` is a way out.
  Object.defineProperty(original.prototype, 'constructor', { value: replacement, configurable: true, writable: true });
  return replacement;
}
