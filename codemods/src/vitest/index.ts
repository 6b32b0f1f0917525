/** For vitest, which resolves imports itself: `plugins: [perdure()]`. */
import { join } from 'node:path';
import { CounterpartMissingError, NoCounterpartError } from '../redirect/errors';
import { VITEST_MARK } from '../redirect/marks';
import { redirect } from '../redirect/redirect';

/** What the plugin needs of vite. */
interface PluginContext {
  resolve(source: string, importer: string | undefined, options: { skipSelf: boolean }): Promise<{ id: string } | null>;
}

/** A plugin of vite, without its types: applications bring their own version. */
export interface PerdurePlugin {
  readonly name: string;
  readonly enforce: 'pre';
  config(): { test: { execArgv: string[] } };
  configResolved(config: { readonly root: string }): void;
  resolveId(this: PluginContext, source: string, importer: string | undefined): Promise<{ id: string } | null>;
}

/**
 * Redirects imports of Temporal's packages to ours: in the modules that vite transforms, and with the loader hook in the
 * packages that the processes of tests load themselves. Needs vitest 4.
 *
 * Throws CounterpartMissingError and NoCounterpartError at the import.
 */
export function perdure(): PerdurePlugin {
  let root = process.cwd();
  return {
    name: 'perdure-redirect',
    enforce: 'pre',
    config() {
      process.env[VITEST_MARK] = '1';
      return { test: { execArgv: ['--require', join(__dirname, '../register/index.js')] } };
    },
    configResolved(config) {
      root = config.root;
    },
    async resolveId(source, importer) {
      const to = redirect(source);
      if (to === undefined) return null;
      if (to.kind === 'no-counterpart') throw new NoCounterpartError(source, to.package, importer);
      for (const from of [importer, join(root, 'package.json'), __filename]) {
        const found = await this.resolve(to.module, from, { skipSelf: true });
        if (found) return found;
      }
      throw new CounterpartMissingError(source, to.package, 'ERR_MODULE_NOT_FOUND');
    },
  };
}
