import type { WorkflowInfo } from './interfaces';

/** A change of behaviour that old histories do not know. */
export interface SdkFlag {
  readonly id: number;
  readonly default: boolean;
  readonly alternativeConditions: ((context: { info: WorkflowInfo; sdkVersion?: string }) => boolean)[] | undefined;
}

const flag = (id: number): SdkFlag => ({ id, default: true, alternativeConditions: undefined });

/**
 * Temporal's numbered replay flags. Every run of ours was begun with all of them, so each is on, replaying or not.
 * The list is here for interceptors that ask (`getActivator().hasFlag(...)`).
 */
export const SdkFlags = {
  NonCancellableScopesAreShieldedFromPropagation: flag(1),
  ProcessWorkflowActivationJobsAsSingleBatch: flag(2),
  OpenTelemetryInterceptorsTracesInboundSignals: flag(3),
  OpenTelemetryInterceptorsTracesLocalActivities: flag(4),
  OpenTelemetryInterceporsAvoidsExtraYields: flag(5),
  OpenTelemetryInterceptorsInstrumentsAllMethods: flag(6),
} as const;

const known = new Set(Object.values(SdkFlags).map(({ id }) => id));

/** Throws `TypeError` for a number that is no flag. */
export function assertValidFlag(id: number): void {
  if (!known.has(id)) throw new TypeError(`Unknown SDK flag: ${id}`);
}
