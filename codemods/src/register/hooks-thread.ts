/** What Node runs in a thread of its own where hooks cannot live in the application's (before Node 22.15). */
import { type AsyncResolve, resolveAsync } from './resolve-import';

let hook: AsyncResolve | undefined;

export function initialize({ places }: { readonly places: readonly string[] }): void {
  hook = resolveAsync(places);
}

export const resolve: AsyncResolve = (specifier, context, next) =>
  hook ? hook(specifier, context, next) : next(specifier, context);
