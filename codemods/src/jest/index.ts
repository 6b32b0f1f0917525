/**
 * For jest, which resolves imports itself. A preset (`preset: '@perdure/codemods/jest'`); beside another preset, spread the
 * mapper into your own: `moduleNameMapper: { ...require('@perdure/codemods/jest').moduleNameMapper }`.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { JEST_MARK } from '../redirect/marks';
import { DEEP_IMPORTS, type Redirected } from '../redirect/packages';
import { redirect } from '../redirect/redirect';
import { SWAPPED } from '../syntax/packages';

process.env[JEST_MARK] = '1';

/** Patterns of imports of Temporal's packages, and the modules of ours that stand for them. The first that fits counts. */
export const moduleNameMapper: Readonly<Record<string, string>> = {
  ...(Object.assign({}, ...SWAPPED.map(mapperOf)) as Record<string, string>),
  [`^@temporalio/(${SWAPPED.join('|')})/(?!package\\.json$)`]: join(__dirname, 'no-counterpart.js'),
};

function mapperOf(name: Redirected): Record<string, string> {
  return Object.fromEntries(modulesOf(name).map((specifier) => [patternFor(specifier), moduleFor(specifier)]));
}

function modulesOf(name: Redirected): string[] {
  const { twins, inIndex } = DEEP_IMPORTS[name];
  const folders = inIndex.flatMap((module) => (module.endsWith('/index') ? [module.slice(0, -'/index'.length)] : []));
  const deep = [...twins, ...inIndex, ...folders].map((module) => `@temporalio/${name}/lib/${module}`);
  return [`@temporalio/${name}`, `@temporalio/${name}/lib`, ...deep];
}

function patternFor(specifier: string): string {
  return `^${specifier}${specifier.includes('/lib/') ? '(\\.js)?' : '/?'}$`;
}

/** As a path, so that libraries that cannot see our packages find them too. jest names what is not installed. */
function moduleFor(specifier: string): string {
  const to = redirect(specifier);
  if (to?.kind !== 'module') throw new Error(`${specifier} has no counterpart`);
  for (const place of [join(process.cwd(), 'package.json'), __filename]) {
    try {
      return createRequire(place).resolve(to.module);
    } catch {
      // The next place may have it.
    }
  }
  return to.module;
}
