/**
 * `node --import @perdure/codemods/register` or `node -r @perdure/codemods/register`: imports of Temporal's packages lead to
 * ours, and no file is edited. Owns what this process resolves; state of its own it has none.
 *
 * 1. Every way to resolve is redirected: `require`, `require.resolve`, `import`, `import()`, `import.meta.resolve`.
 * 2. All of them lead to one copy of ours: the importer's, else the application's.
 * 3. A real package that is reached all the same (by its path, by a loader that resolves by itself, before this hook) is an
 *    error: nobody talks to another server without knowing.
 * 4. Worker threads and forked processes inherit the flag, and with it the hook.
 */
import { redirectCommonJs } from './common-js';
import { redirectEsModules } from './es-modules';
import { refuseLoadedPackages } from './real-package';
import { noticeVitest } from './test-runners';

const INSTALLED = Symbol.for('perdure.register.1');

/** Another copy of this package, or the other of the two flags, may have been here before. */
function register(): void {
  const global = globalThis as { [INSTALLED]?: true };
  if (global[INSTALLED]) return;
  global[INSTALLED] = true;
  refuseLoadedPackages(Object.keys(require.cache));
  redirectCommonJs();
  redirectEsModules();
  noticeVitest();
}

register();
