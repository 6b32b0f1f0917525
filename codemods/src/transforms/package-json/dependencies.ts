/** What becomes of each dependency, in whatever file it is named. */
import type { ChangeClass } from '../../model/finding';
import type { ProjectFacts } from '../../model/project-facts';
import { isInStep, specFor } from '../../overrides/specs';
import { counterpartOf, HOTMESH, KEPT } from '../../syntax/packages';

/** Range of the real package beside which Perdure runs. */
export const COMMON_RANGE = '~1.24.0';

export interface Fate {
  readonly class: ChangeClass;
  readonly message: string;
  readonly doc?: string;
  readonly question?: string;
  readonly name?: string;
  readonly range?: string;
}

/** Undefined for dependencies that have nothing to do with Temporal or HotMesh. */
export function fateOf(name: string, range: string, { version, origins }: ProjectFacts): Fate | undefined {
  if (name === HOTMESH) return origins.includes('hotmesh') ? swap(name, '@perdure/mesh', range, version) : undefined;
  if (!origins.includes('temporal')) return undefined;
  if (name === 'temporalio') {
    const message = 'temporalio: a package of packages; depend on the packages of @perdure that are used';
    return { class: 'small-rewrite', message, doc: 'docs/migrating.md' };
  }
  const counterpart = counterpartOf(name);
  if (counterpart === undefined) return undefined;
  if (counterpart.kind === 'swapped') return swap(name, counterpart.name, range, version);
  if (counterpart.kind === 'kept') return keepCommon(range);
  // An older one would bring a second copy of @temporalio/common, and workers refuse to start.
  const wanted = isInStep(name) && /^[~^]?\d/.test(range) ? specFor(name, range) : undefined;
  return {
    class: counterpart.class,
    message: `${name}: ${counterpart.reason}${wanted === undefined ? '' : `; at ${wanted}, in step with ${KEPT}`}`,
    doc: counterpart.doc,
    ...(wanted !== undefined && { range: wanted }),
  };
}

/** A patched package, a fork, a folder. */
const FORK = /^(patch|file|link|portal|git|github|https?)[+:]|^npm:(?!@perdure\/)|^[\w-]+\//;

function swap(name: string, to: string, range: string, version: string): Fate {
  const swapped = { message: `${name} becomes ${to}`, name: to, range: rangeFor(range, version) };
  if (!FORK.test(range)) return { class: 'direct-swap', ...swapped };
  const question = `${name} came from ${range}: what was changed in it, and is it needed with ${to}?`;
  return { class: 'small-rewrite', ...swapped, question };
}

function keepCommon(range: string): Fate {
  const wanted = /^~?1\.24\.\d+$/.test(range) ? range : rangeFor(range, COMMON_RANGE);
  const message = wanted === range ? `${KEPT} stays` : `${KEPT} stays, at ${wanted}`;
  return { class: 'direct-swap', message, range: wanted };
}

/** `catalog:` and `workspace:` say where the range stands; it is changed there. */
function rangeFor(range: string, version: string): string {
  return /^(catalog|workspace):/.test(range) ? range : version;
}

/** Of an old version: npm refuses it beside another range, and with it a worker finds the wrong package. */
export function isPinOfCommon(key: string, value: string): boolean {
  return /(^|[/>])@temporalio\/common(@[^/>]*)?$/.test(key) && /^[~^]?\d/.test(value) && !/^~?1\.24\.\d+$/.test(value);
}
