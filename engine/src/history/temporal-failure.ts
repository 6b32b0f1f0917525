import type { Failure, FailureInfo, RetryState, TimeoutKind } from '../model/failure';
import { payload, payloads } from './temporal-payloads';
import type { Codec, Json, JsonObject } from './temporal-json';
import { flagIn, objectIn, optional, textIn, withoutAbsent } from './temporal-json';
import { duration, int64, member, named } from './temporal-values';

type Kind = FailureInfo['kind'];
type InfoOf<K extends Kind> = Extract<FailureInfo, { kind: K }>;
type FieldsOf<K extends Kind> = Omit<InfoOf<K>, 'kind'>;

/** Where a kind of failure lies in Temporal's message, and how its fields are written and read. */
interface InfoCodec<K extends Kind> {
  readonly key: string;
  readonly write: (info: InfoOf<K>) => JsonObject;
  readonly read: (json: JsonObject) => FieldsOf<K>;
}

const retryState = member<RetryState>('RETRY_STATE');
const category = member<'BENIGN'>('APPLICATION_ERROR_CATEGORY');
const timeoutType = member<TimeoutKind>('TIMEOUT_TYPE');
const written = <T>(value: T | undefined, codec: Codec<T>): Json =>
  value === undefined ? undefined : codec.write(value);

const INFO: { readonly [K in Kind]: InfoCodec<K> } = {
  application: {
    key: 'applicationFailureInfo',
    write: (info) => ({
      type: info.type,
      nonRetryable: info.nonRetryable,
      details: written(info.details, payloads),
      nextRetryDelay: written(info.nextRetryDelayMs, duration),
      category: written(info.category, category),
    }),
    read: (json) => ({
      type: optional(json['type'], textIn),
      nonRetryable: optional(json['nonRetryable'], flagIn),
      details: optional(json['details'], payloads.read),
      nextRetryDelayMs: optional(json['nextRetryDelay'], duration.read),
      category: optional(json['category'], category.read),
    }),
  },
  timeout: {
    key: 'timeoutFailureInfo',
    write: (info) => ({
      timeoutType: timeoutType.write(info.timeoutType),
      lastHeartbeatDetails: written(info.lastHeartbeatDetails, payloads),
    }),
    read: (json) => ({
      timeoutType: optional(json['timeoutType'], timeoutType.read) ?? 'START_TO_CLOSE',
      lastHeartbeatDetails: optional(json['lastHeartbeatDetails'], payloads.read),
    }),
  },
  canceled: {
    key: 'canceledFailureInfo',
    write: (info) => ({ details: written(info.details, payloads) }),
    read: (json) => ({ details: optional(json['details'], payloads.read) }),
  },
  terminated: { key: 'terminatedFailureInfo', write: () => ({}), read: () => ({}) },
  server: {
    key: 'serverFailureInfo',
    write: (info) => ({ nonRetryable: info.nonRetryable }),
    read: (json) => ({ nonRetryable: optional(json['nonRetryable'], flagIn) }),
  },
  activity: {
    key: 'activityFailureInfo',
    write: (info) => ({
      activityType: named.write(info.activityType),
      activityId: info.activityId,
      scheduledEventId: written(info.scheduledEventId, int64),
      startedEventId: written(info.startedEventId, int64),
      identity: info.identity,
      retryState: written(info.retryState, retryState),
    }),
    read: (json) => ({
      activityType: optional(json['activityType'], named.read) ?? '',
      activityId: optional(json['activityId'], textIn) ?? '',
      scheduledEventId: optional(json['scheduledEventId'], int64.read),
      startedEventId: optional(json['startedEventId'], int64.read),
      identity: optional(json['identity'], textIn),
      retryState: optional(json['retryState'], retryState.read),
    }),
  },
  childWorkflow: {
    key: 'childWorkflowExecutionFailureInfo',
    write: (info) => ({
      namespace: info.namespace,
      workflowExecution: { workflowId: info.workflowId, runId: info.runId },
      workflowType: named.write(info.workflowType),
      initiatedEventId: written(info.initiatedEventId, int64),
      startedEventId: written(info.startedEventId, int64),
      retryState: written(info.retryState, retryState),
    }),
    read: (json) => {
      const child = objectIn(json['workflowExecution'] ?? {});
      return {
        namespace: optional(json['namespace'], textIn),
        workflowId: optional(child['workflowId'], textIn) ?? '',
        runId: optional(child['runId'], textIn) ?? '',
        workflowType: optional(json['workflowType'], named.read) ?? '',
        initiatedEventId: optional(json['initiatedEventId'], int64.read),
        startedEventId: optional(json['startedEventId'], int64.read),
        retryState: optional(json['retryState'], retryState.read),
      };
    },
  },
};
const KINDS = Object.keys(INFO) as Kind[];

/** A failure in Temporal's JSON. */
export const failure: Codec<Failure> = {
  write: ({ message, source, stackTrace, encodedAttributes, cause, info }) => ({
    message,
    source,
    stackTrace,
    encodedAttributes: written(encodedAttributes, payload),
    cause: written(cause, failure),
    ...(info && writeInfo(info.kind, info)),
  }),
  read: (json) => {
    const object = objectIn(json);
    return withoutAbsent({
      message: optional(object['message'], textIn) ?? '',
      source: optional(object['source'], textIn),
      stackTrace: optional(object['stackTrace'], textIn),
      encodedAttributes: optional(object['encodedAttributes'], payload.read),
      cause: optional(object['cause'], failure.read),
      info: readInfo(object),
    });
  },
};

function writeInfo<K extends Kind>(kind: K, info: InfoOf<K>): JsonObject {
  const { key, write } = INFO[kind];
  return { [key]: write(info) };
}

/** Kinds that we have no word for (Nexus, reset) leave a failure without one, as reading them in Temporal's SDK does. */
function readInfo(failed: JsonObject): FailureInfo | undefined {
  const kind = KINDS.find((one) => failed[INFO[one].key] !== undefined);
  if (kind === undefined) return undefined;
  const { key, read } = INFO[kind] as InfoCodec<Kind>;
  return withoutAbsent({ kind, ...read(objectIn(failed[key])) }) as FailureInfo;
}
