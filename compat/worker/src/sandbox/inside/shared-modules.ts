import { deepFreeze } from './freeze';
import type { SharedParts } from './runtime-modules';

/** Evaluates the named shared modules, once for the context, and freezes what they export. */
export function loadShared(parts: SharedParts, ids: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    ids.map((id) => {
      const module = sharedExports(parts, id);
      deepFreeze(module);
      return [id, module];
    }),
  );
}

/** Exports of a shared module; those of an ES module as a plain object, because getters are slow. */
function sharedExports(parts: SharedParts, id: string): unknown {
  const load = parts.modules[id];
  if (!load) throw new Error(`The workflow bundle has no shared module '${id}'. Bundle again with this version.`);
  const module = load() as { __esModule?: boolean };
  return module.__esModule === true ? Object.assign({ __esModule: true }, module) : module;
}

/** Names a shim must export so that `import { name }` works. */
export function exportNames(parts: SharedParts, id: string): string[] {
  const module = sharedExports(parts, id);
  if (typeof module !== 'object' && typeof module !== 'function') return [];
  return Object.keys(module as object);
}
