import type { WorkflowInfo } from './interfaces';

/** What a condition of a flag looks at. */
interface FlagContext {
  readonly info: WorkflowInfo;
  readonly sdkVersion?: string;
}

/** A change of behaviour that old histories do not know. */
export interface SdkFlag {
  readonly id: number;
  readonly default: boolean;
  /** Versions that had the behaviour and did not record it, although the flag is missing. */
  readonly alternativeConditions: ((context: FlagContext) => boolean)[] | undefined;
}

type Condition = NonNullable<SdkFlag['alternativeConditions']>[number];

const flag = (id: number, ...conditions: Condition[]): SdkFlag => ({
  id,
  default: true,
  alternativeConditions: conditions.length > 0 ? conditions : undefined,
});

/** Temporal's 1.11.0 and 1.11.1 behaved so, and forgot to say it. */
const writtenBy1110: Condition = ({ info }) =>
  /^@temporalio\/worker@1\.11\.[01][+]/.test((info as { currentBuildId?: string }).currentBuildId ?? '');

/** Written by this version of Temporal's SDK or a later one. */
function since(...wanted: [number, number, number]): Condition {
  return ({ sdkVersion = '' }) => {
    const found = /(\d+)\.(\d+)\.(\d+)/.exec(sdkVersion)?.slice(1).map(Number);
    if (found === undefined) return false;
    const at = wanted.findIndex((part, index) => part !== found[index]);
    return at === -1 || found[at]! > wanted[at]!;
  };
}

/**
 * Temporal's numbered replay flags. Runs of ours are begun with all of them; histories that lack one are replayed the
 * way they were written.
 */
export const SdkFlags = {
  NonCancellableScopesAreShieldedFromPropagation: flag(1, writtenBy1110),
  ProcessWorkflowActivationJobsAsSingleBatch: flag(2, writtenBy1110),
  OpenTelemetryInterceptorsTracesInboundSignals: flag(3, since(1, 11, 5)),
  OpenTelemetryInterceptorsTracesLocalActivities: flag(4, since(1, 11, 6)),
  OpenTelemetryInterceporsAvoidsExtraYields: flag(5, since(1, 13, 2)),
  OpenTelemetryInterceptorsInstrumentsAllMethods: flag(6),
} as const;

const known = new Set(Object.values(SdkFlags).map(({ id }) => id));

/** Throws `TypeError` for a number that is no flag. */
export function assertValidFlag(id: number): void {
  if (!known.has(id)) throw new TypeError(`Unknown SDK flag: ${id}`);
}
