import { TEMPORAL_VERSION } from '../redirect/packages';
import { KEPT, SWAPPED } from '../syntax/packages';

const COMMON_SPEC = `~${TEMPORAL_VERSION}`;

/** Published together with `@temporalio/common`, and bound to its exact version. */
const IN_STEP = ['interceptors-opentelemetry', 'interceptors-opentelemetry-v2', 'nexus', 'plugin', 'proto'];

/** What is overridden wherever it is asked for: what is swapped, and the one copy of what both sides share. */
export const OVERRIDDEN: ReadonlyMap<string, string> = new Map([
  ...SWAPPED.map((name) => [`@temporalio/${name}`, `npm:@perdure/alias-${name}@${TEMPORAL_VERSION}`] as const),
  [KEPT, COMMON_SPEC],
]);

/** The spec a direct dependency gets; undefined when it stays as it is. */
export function specFor(name: string, spec: string): string | undefined {
  const wanted =
    name === KEPT || isInStep(name) ? (/^[~^]?1\.24\.\d+$/.test(spec) ? spec : COMMON_SPEC) : OVERRIDDEN.get(name);
  return wanted === spec ? undefined : wanted;
}

/** Whether a package asks for one exact version of `@temporalio/common`. */
export const isInStep = (name: string): boolean => IN_STEP.some((one) => name === `@temporalio/${one}`);

export const isSwapped = (name: string): boolean => name !== KEPT && OVERRIDDEN.has(name);
