import type { Failure, FailureInfo } from '../model/failure';
import type { Json } from './temporal-values';
import { duration, int64, member, named, payload, payloads } from './temporal-values';

type InfoOf<K extends FailureInfo['kind']> = Extract<FailureInfo, { kind: K }>;

const retryState = member('RETRY_STATE');
const optional = <T>(value: T | undefined, write: (value: T) => Json): Json =>
  value === undefined ? undefined : write(value);

const INFO = {
  application: (info) => ({
    applicationFailureInfo: {
      type: info.type,
      nonRetryable: info.nonRetryable,
      details: optional(info.details, payloads),
      nextRetryDelay: optional(info.nextRetryDelayMs, duration),
      category: optional(info.category, member('APPLICATION_ERROR_CATEGORY')),
    },
  }),
  timeout: (info) => ({
    timeoutFailureInfo: {
      timeoutType: member('TIMEOUT_TYPE')(info.timeoutType),
      lastHeartbeatDetails: optional(info.lastHeartbeatDetails, payloads),
    },
  }),
  canceled: (info) => ({ canceledFailureInfo: { details: optional(info.details, payloads) } }),
  terminated: () => ({ terminatedFailureInfo: {} }),
  server: (info) => ({ serverFailureInfo: { nonRetryable: info.nonRetryable } }),
  activity: (info) => ({
    activityFailureInfo: {
      activityType: named(info.activityType),
      activityId: info.activityId,
      scheduledEventId: optional(info.scheduledEventId, int64),
      startedEventId: optional(info.startedEventId, int64),
      identity: info.identity,
      retryState: optional(info.retryState, retryState),
    },
  }),
  childWorkflow: (info) => ({
    childWorkflowExecutionFailureInfo: {
      namespace: info.namespace,
      workflowExecution: { workflowId: info.workflowId, runId: info.runId },
      workflowType: named(info.workflowType),
      initiatedEventId: optional(info.initiatedEventId, int64),
      startedEventId: optional(info.startedEventId, int64),
      retryState: optional(info.retryState, retryState),
    },
  }),
} satisfies { [K in FailureInfo['kind']]: (info: InfoOf<K>) => { readonly [key: string]: Json } };

/** A failure in Temporal's JSON. */
export function failure({ message, source, stackTrace, encodedAttributes, cause, info }: Failure): Json {
  const write = info && (INFO[info.kind] as (info: FailureInfo) => { readonly [key: string]: Json });
  return {
    message,
    source,
    stackTrace,
    encodedAttributes: optional(encodedAttributes, payload),
    cause: optional(cause, failure),
    ...(info && write?.(info)),
  };
}
