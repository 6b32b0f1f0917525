import {
  type Payload as TemporalPayload,
  type ProtoFailure,
  decodeApplicationFailureCategory,
  decodeRetryState,
  decodeTimeoutType,
  encodeApplicationFailureCategory,
  encodeRetryState,
  encodeTimeoutType,
} from '@temporalio/common';
import { msNumberToTs, optionalTsToMs } from '@temporalio/common/lib/time';
import type { FailureInfo, Payload } from '@perdure/engine';
import { payloadsFromWire, payloadsToWire } from './payload';

type ProtoInfo<K extends keyof ProtoFailure> = NonNullable<ProtoFailure[K]>;

/** What kind of failure it is, or undefined for a plain one. */
export function infoToWire(failure: ProtoFailure): FailureInfo | undefined {
  if (failure.applicationFailureInfo) return applicationToWire(failure.applicationFailureInfo);
  if (failure.timeoutFailureInfo) return timeoutToWire(failure.timeoutFailureInfo);
  if (failure.canceledFailureInfo) return { kind: 'canceled', ...detailsToWire(failure.canceledFailureInfo.details) };
  if (failure.terminatedFailureInfo) return { kind: 'terminated' };
  if (failure.serverFailureInfo) return { kind: 'server', ...flag(failure.serverFailureInfo.nonRetryable) };
  if (failure.activityFailureInfo) return activityToWire(failure.activityFailureInfo);
  if (failure.childWorkflowExecutionFailureInfo) return childToWire(failure.childWorkflowExecutionFailureInfo);
  return undefined;
}

/** The one field of a Temporal failure that says what kind it is. */
export function infoFromWire(info: FailureInfo): Partial<ProtoFailure> {
  return fromWire[info.kind](info as never);
}

const fromWire: { [K in FailureInfo['kind']]: (info: Extract<FailureInfo, { kind: K }>) => Partial<ProtoFailure> } = {
  application: (info) => ({
    applicationFailureInfo: {
      type: info.type,
      nonRetryable: info.nonRetryable ?? false,
      details: detailsFromWire(info.details),
      nextRetryDelay: info.nextRetryDelayMs === undefined ? undefined : msNumberToTs(info.nextRetryDelayMs),
      category: encodeApplicationFailureCategory(info.category),
    },
  }),
  timeout: (info) => ({
    timeoutFailureInfo: {
      timeoutType: encodeTimeoutType(info.timeoutType),
      lastHeartbeatDetails: detailsFromWire(info.lastHeartbeatDetails),
    },
  }),
  canceled: (info) => ({ canceledFailureInfo: { details: detailsFromWire(info.details) } }),
  terminated: () => ({ terminatedFailureInfo: {} }),
  server: (info) => ({ serverFailureInfo: { nonRetryable: info.nonRetryable ?? false } }),
  activity: (info) => ({
    activityFailureInfo: {
      activityType: { name: info.activityType },
      activityId: info.activityId,
      scheduledEventId: longFromWire(info.scheduledEventId),
      startedEventId: longFromWire(info.startedEventId),
      identity: info.identity,
      retryState: encodeRetryState(info.retryState),
    },
  }),
  childWorkflow: (info) => ({
    childWorkflowExecutionFailureInfo: {
      namespace: info.namespace,
      workflowExecution: { workflowId: info.workflowId, runId: info.runId },
      workflowType: { name: info.workflowType },
      initiatedEventId: longFromWire(info.initiatedEventId),
      startedEventId: longFromWire(info.startedEventId),
      retryState: encodeRetryState(info.retryState),
    },
  }),
};

function applicationToWire(info: ProtoInfo<'applicationFailureInfo'>): FailureInfo {
  const nextRetryDelayMs = optionalTsToMs(info.nextRetryDelay);
  return {
    kind: 'application',
    ...(info.type != null && info.type !== '' && { type: info.type }),
    ...flag(info.nonRetryable),
    ...detailsToWire(info.details),
    ...(nextRetryDelayMs !== undefined && { nextRetryDelayMs }),
    ...(decodeApplicationFailureCategory(info.category) === 'BENIGN' && { category: 'BENIGN' as const }),
  };
}

function timeoutToWire(info: ProtoInfo<'timeoutFailureInfo'>): FailureInfo {
  const { details } = detailsToWire(info.lastHeartbeatDetails);
  return {
    kind: 'timeout',
    timeoutType: decodeTimeoutType(info.timeoutType) ?? 'START_TO_CLOSE',
    ...(details && { lastHeartbeatDetails: details }),
  };
}

function activityToWire(info: ProtoInfo<'activityFailureInfo'>): FailureInfo {
  return {
    kind: 'activity',
    activityType: info.activityType?.name ?? '',
    activityId: info.activityId ?? '',
    ...optional('scheduledEventId', longToWire(info.scheduledEventId)),
    ...optional('startedEventId', longToWire(info.startedEventId)),
    ...(info.identity && { identity: info.identity }),
    ...optional('retryState', decodeRetryState(info.retryState)),
  };
}

function childToWire(info: ProtoInfo<'childWorkflowExecutionFailureInfo'>): FailureInfo {
  return {
    kind: 'childWorkflow',
    ...(info.namespace && { namespace: info.namespace }),
    workflowId: info.workflowExecution?.workflowId ?? '',
    runId: info.workflowExecution?.runId ?? '',
    workflowType: info.workflowType?.name ?? '',
    ...optional('initiatedEventId', longToWire(info.initiatedEventId)),
    ...optional('startedEventId', longToWire(info.startedEventId)),
    ...optional('retryState', decodeRetryState(info.retryState)),
  };
}

function detailsToWire(details: { payloads?: TemporalPayload[] | null } | null | undefined): { details?: Payload[] } {
  return details?.payloads?.length ? { details: payloadsToWire(details.payloads) } : {};
}

function detailsFromWire(details: readonly Payload[] | undefined): { payloads: TemporalPayload[] } | undefined {
  return details?.length ? { payloads: payloadsFromWire(details) } : undefined;
}

function flag(nonRetryable: boolean | null | undefined): { nonRetryable?: true } {
  return nonRetryable ? { nonRetryable: true } : {};
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

type Long = NonNullable<ProtoInfo<'activityFailureInfo'>['scheduledEventId']>;

/** Event ids are 64 bit numbers in Temporal's messages; 0 means unset. */
function longToWire(value: Long | number | null | undefined): number | undefined {
  const id = Number(value?.toString() ?? 0);
  return id === 0 ? undefined : id;
}

/** Made by common's own helper, so that no second copy of the number class gets in. */
function longFromWire(value: number | undefined): Long | undefined {
  return value === undefined ? undefined : (msNumberToTs(value * 1_000).seconds ?? undefined);
}
