/**
 * Stands in for a module of `ignoreModules`. Importing it and taking names out of it is fine, because libraries do
 * that at their top level; calling, constructing or looking into such a name throws.
 */
export function ignoredModule(module: string): unknown {
  const refuse = (used: string) => refuseUse(module, used);
  return stub(
    () => refuse(module),
    (name) => {
      const label = `${module}.${name}`;
      return stub(
        () => refuse(label),
        (deeper) => refuse(`${label}.${deeper}`),
      );
    },
  );
}

function stub(fail: () => never, read: (name: string) => unknown): unknown {
  const handler: ProxyHandler<() => void> = {
    get: (target, key) => (isHarmless(key) ? (Reflect.get(target, key) as unknown) : read(String(key))),
    set: fail,
    apply: fail,
    construct: fail,
  };
  const target = function ignored() {};
  // Bundled ESM copies own names and inherits the rest: the prototype answers for all names of the module.
  const prototype = new Proxy(function ignored() {}, handler);
  return new Proxy(target, { ...handler, getPrototypeOf: () => prototype, ownKeys: () => ['prototype'] });
}

const HARMLESS = ['__esModule', 'prototype', 'name', 'length', 'default', 'then'];
const isHarmless = (key: string | symbol) => typeof key === 'symbol' || HARMLESS.includes(key);

function refuseUse(module: string, label: string): never {
  throw new Error(
    `Workflow code used '${label}', but '${module}' is named in ignoreModules and does not exist in workflows. ` +
      'Move the code that needs it into an activity.',
  );
}
