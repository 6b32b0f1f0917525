/** The table of redirects, compared with what both sides really have. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEEP_IMPORTS, TEMPORAL_VERSION } from '../src/redirect/packages';
import { SWAPPED } from '../src/syntax/packages';
import { root } from './support/application';

const require = createRequire(import.meta.url);
const namesOf = (module: string): string[] => Object.keys(require(module) as object);

/** Public names of theirs that a module below `lib/` has: the same value that their index has. */
function publicNames(name: string, module: string): string[] {
  const index = require(`@temporalio/${name}`) as Record<string, unknown>;
  const deep = require(`@temporalio/${name}/lib/${module}`) as Record<string, unknown>;
  return Object.keys(deep).filter((key) => key in index && index[key] === deep[key]);
}

function modulesOf(name: string): string[] {
  const lib = join(root, 'node_modules/@temporalio', name, 'lib');
  return readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.js') && !/__tests__|worker-thread|module-overrides/.test(file))
    .map((file) => file.slice(0, -'.js'.length));
}

/** Have a public name beside what they are imported for: the internals of activities; interceptors for workflows. */
const LEFT_OUT = ['worker/activity', 'worker/workflow-log-interceptor'];

describe.each(SWAPPED)('@temporalio/%s', (name) => {
  const { twins, inIndex } = DEEP_IMPORTS[name];

  it.each(twins)('lib/%s has a twin with its public names', (module) => {
    expect(existsSync(join(root, 'node_modules/@temporalio', name, 'lib', `${module}.js`))).toBe(true);
    const ours = namesOf(`@perdure/${name}/lib/${module}`);
    expect(publicNames(name, module).filter((key) => !ours.includes(key))).toEqual([]);
  });

  it.each(inIndex)('the public names of lib/%s are in the index of ours', (module) => {
    const ours = namesOf(`@perdure/${name}`);
    expect(publicNames(name, module).filter((key) => !ours.includes(key))).toEqual([]);
  });

  it('what has no counterpart is internal', () => {
    const others = modulesOf(name).filter((module) => ![...twins, ...inIndex].includes(module));
    const withPublicNames = others.filter((module) => publicNames(name, module).length > 0);
    expect(withPublicNames.filter((module) => !LEFT_OUT.includes(`${name}/${module}`))).toEqual([]);
  });
});

it('the version is the one that is installed here', () => {
  const text = readFileSync(join(root, 'node_modules/@temporalio/common/package.json'), 'utf8');
  expect((JSON.parse(text) as { version: string }).version).toBe(TEMPORAL_VERSION);
});
