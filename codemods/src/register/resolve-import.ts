import { CounterpartMissingError, NoCounterpartError } from '../redirect/errors';
import { redirect } from '../redirect/redirect';
import { refuseRealPackage } from './real-package';

interface Context {
  readonly parentURL?: string | undefined;
}

interface Resolved {
  readonly url: string;
}

type Hook<R> = (specifier: string, context: Context, next: (specifier: string, context: Context) => R) => R;

export type SyncResolve = Hook<Resolved>;
export type AsyncResolve = Hook<Promise<Resolved>>;

/** A resolve hook for `module.registerHooks`. */
export function resolveSync(places: readonly string[]): SyncResolve {
  return (specifier, context, next) => {
    const attempts = attemptsFor(specifier, context, places);
    let cause: unknown;
    for (const { module, from } of attempts) {
      try {
        return checked(next(module, from));
      } catch (error) {
        if (attempts.length === 1) throw error;
        cause ??= error;
      }
    }
    throw missing(specifier, cause);
  };
}

/** The same for `module.register`. */
export function resolveAsync(places: readonly string[]): AsyncResolve {
  return async (specifier, context, next) => {
    const attempts = attemptsFor(specifier, context, places);
    let cause: unknown;
    for (const { module, from } of attempts) {
      try {
        return checked(await next(module, from));
      } catch (error) {
        if (attempts.length === 1) throw error;
        cause ??= error;
      }
    }
    throw missing(specifier, cause);
  };
}

interface Attempt {
  readonly module: string;
  readonly from: Context;
}

/** One attempt for what is not ours to redirect; else from the importer, and from each place. */
function attemptsFor(specifier: string, context: Context, places: readonly string[]): readonly Attempt[] {
  const to = redirect(specifier);
  if (to === undefined) return [{ module: specifier, from: context }];
  if (to.kind === 'no-counterpart') throw new NoCounterpartError(specifier, to.package, context.parentURL);
  const parents = [context.parentURL, ...places];
  return parents.map((parentURL) => ({ module: to.module, from: { ...context, parentURL } }));
}

function checked<R extends Resolved>(resolved: R): R {
  refuseRealPackage(resolved.url);
  return resolved;
}

function missing(specifier: string, cause: unknown): Error {
  const name = redirect(specifier)?.package ?? specifier;
  return new CounterpartMissingError(specifier, name, 'ERR_MODULE_NOT_FOUND', { cause });
}
