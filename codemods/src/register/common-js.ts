import Module, { createRequire } from 'node:module';
import { CounterpartMissingError, NoCounterpartError } from '../redirect/errors';
import { redirect } from '../redirect/redirect';
import { placesToLook } from './places';
import { refuseRealPackage } from './real-package';
import { noticeJest } from './test-runners';

interface Importer {
  readonly filename?: string | null;
}

type Resolve = (request: string, importer: Importer | undefined, isMain?: boolean, options?: object) => string;

/** Redirects `require` and `require.resolve`: every one of them asks `Module._resolveFilename`. */
export function redirectCommonJs(): void {
  const internals = Module as unknown as { _resolveFilename: Resolve };
  const original = internals._resolveFilename;
  internals._resolveFilename = function (request, importer, isMain, options) {
    const resolve: Resolve = (...args) => original.apply(this, args);
    const file = target(resolve, request, importer, isMain, options) ?? resolve(request, importer, isMain, options);
    refuseRealPackage(file);
    noticeJest(file);
    return file;
  };
}

function target(
  resolve: Resolve,
  request: string,
  importer: Importer | undefined,
  isMain: boolean | undefined,
  options: object | undefined,
): string | undefined {
  const to = redirect(request);
  if (to === undefined) return undefined;
  if (to.kind === 'no-counterpart') throw new NoCounterpartError(request, to.package, importer?.filename ?? undefined);
  try {
    return resolve(to.module, importer, isMain, options);
  } catch (cause) {
    const found = firstOf(placesToLook(), (place) => createRequire(place).resolve(to.module));
    if (found !== undefined) return found;
    throw new CounterpartMissingError(request, to.package, 'MODULE_NOT_FOUND', { cause });
  }
}

function firstOf<T, R>(all: readonly T[], attempt: (one: T) => R): R | undefined {
  for (const one of all) {
    try {
      return attempt(one);
    } catch {
      // The next place may have it.
    }
  }
  return undefined;
}
