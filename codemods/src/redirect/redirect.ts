import { DEEP_IMPORTS, isRedirected, type Redirected } from './packages';

/** Where an import of Temporal's SDK leads. */
export type Redirect =
  | { readonly kind: 'module'; readonly package: string; readonly module: string }
  /** Internal to Temporal's SDK: ours has nothing of the kind. */
  | { readonly kind: 'no-counterpart'; readonly package: string };

/**
 * What stands for `@temporalio/client`, `@temporalio/client/lib/types` and the like. Undefined for everything else:
 * other packages, `@temporalio/common`, and the package.json of a package, which says what is installed.
 */
export function redirect(specifier: string): Redirect | undefined {
  const [, name, path] = /^@temporalio\/([^/]+)(?:\/(.+?)\/?)?$/.exec(specifier) ?? [];
  if (name === undefined || !isRedirected(name) || path === 'package.json') return undefined;
  return path === undefined ? toIndex(name) : toModule(name, path);
}

function toModule(name: Redirected, path: string): Redirect {
  const module = path.replace(/^lib(\/|$)/, '').replace(/\.js$/, '');
  const { twins, inIndex } = DEEP_IMPORTS[name];
  if (path.startsWith('lib/') && twins.includes(module)) {
    return { kind: 'module', package: ours(name), module: `${ours(name)}/lib/${module}` };
  }
  const isIndex =
    path === 'lib' || (path.startsWith('lib/') && [module, `${module}/index`].some((one) => inIndex.includes(one)));
  return isIndex ? toIndex(name) : { kind: 'no-counterpart', package: ours(name) };
}

const toIndex = (name: Redirected): Redirect => ({ kind: 'module', package: ours(name), module: ours(name) });

const ours = (name: Redirected): string => `@perdure/${name}`;
