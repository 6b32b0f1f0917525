import Module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { resolveSync } from './resolve-import';
import { urlsToLook } from './places';

/** Since Node 22.15 and 23.5: hooks in the thread of the application. */
interface WithSyncHooks {
  readonly registerHooks?: (hooks: { resolve: ReturnType<typeof resolveSync> }) => unknown;
}

/** Redirects `import`, `import()` and `import.meta.resolve`. */
export function redirectEsModules(): void {
  const { registerHooks } = Module as WithSyncHooks;
  if (registerHooks) registerHooks({ resolve: resolveSync(urlsToLook()) });
  else Module.register(pathToFileURL(join(__dirname, 'hooks-thread.js')), { data: { places: urlsToLook() } });
}
