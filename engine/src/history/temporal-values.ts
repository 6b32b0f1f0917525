import type { ExecutionRef, ParentRef, UpdateOutcome, UpdateRequest } from '../model/event';
import type { Failure } from '../model/failure';
import type { Payload, PayloadMap } from '../model/payload';
import type { Priority } from '../model/priority';
import type { RetryPolicy } from '../model/retry-policy';
import { payload, payloadMap, payloads } from './temporal-payloads';
import type { Codec, Json, JsonObject } from './temporal-json';
import { flagIn, listIn, MalformedJson, numberIn, objectIn, optional, textIn, withoutAbsent } from './temporal-json';

export const text: Codec<string> = { write: (value) => value, read: textIn };
export const flag: Codec<boolean> = { write: (value) => value, read: flagIn };
export const count: Codec<number> = { write: (value) => value, read: numberIn };
export const counts: Codec<readonly number[]> = {
  write: (value) => value,
  read: (json) => listIn(json).map(numberIn),
};

/** 64-bit integers are text in protobuf's JSON. */
export const int64: Codec<number> = { write: String, read: numberIn };

const DURATION = /^(-?\d+(?:\.\d+)?)s$/;

/** Milliseconds as a protobuf duration: "5s", "1.500s". */
export const duration: Codec<number> = {
  write: (ms) => `${ms % 1_000 === 0 ? ms / 1_000 : (ms / 1_000).toFixed(3)}s`,
  read: (json) => {
    const seconds = typeof json === 'string' ? DURATION.exec(json)?.[1] : undefined;
    if (seconds === undefined) throw new MalformedJson(json, 'a duration such as "1.5s"');
    return Math.round(Number(seconds) * 1_000);
  },
};

/** A time as RFC 3339; whole seconds have no fraction, as protobuf writes them. */
export const timestamp: Codec<number> = {
  write: (ms) => new Date(ms).toISOString().replace('.000Z', 'Z'),
  read: (json) => {
    const ms = typeof json === 'string' ? Date.parse(json) : NaN;
    if (Number.isNaN(ms)) throw new MalformedJson(json, 'a time such as "2025-01-01T00:00:00Z"');
    return ms;
  },
};

/**
 * A member of a protobuf enum, by its full name (`RETRY_STATE_TIMEOUT`) or as older tools write it (`Timeout`). The zero
 * of an enum says nothing.
 */
export function member<V extends string>(prefix: string): Codec<V> {
  const start = `${prefix}_`;
  return {
    write: (value) => start + value,
    read: (json) => {
      if (typeof json !== 'string') throw new MalformedJson(json, `a name that begins with ${start}`);
      const name = json.startsWith(start) ? json.slice(start.length) : constantCase(json);
      return name === 'UNSPECIFIED' || name === '' ? undefined : (name as V);
    },
  };
}

/** `StartToClose` as `START_TO_CLOSE`. */
function constantCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

export const named: Codec<string> = {
  write: (name) => ({ name }),
  read: (json) => optional(objectIn(json)['name'], textIn),
};

export const taskQueue: Codec<string> = {
  write: (name) => ({ name, kind: 'TASK_QUEUE_KIND_NORMAL' }),
  read: named.read,
};

/** Headers and memos. */
export const fields: Codec<PayloadMap> = wrapped('fields', payloadMap);
export const searchAttributes: Codec<PayloadMap> = wrapped('indexedFields', payloadMap);

function wrapped<V>(key: string, inner: Codec<V>): Codec<V> {
  return {
    write: (value) => ({ [key]: inner.write(value) }),
    read: (json) => inner.read(objectIn(json)[key] ?? {}),
  };
}

/** Details of a marker. */
export const namedPayloads: Codec<Readonly<Record<string, readonly Payload[]>>> = {
  write: (map) => Object.fromEntries(Object.entries(map).map(([key, values]) => [key, payloads.write(values)])),
  read: (json) =>
    Object.fromEntries(Object.entries(objectIn(json)).map(([key, value]) => [key, payloads.read(value) ?? []])),
};

export const retryPolicy: Codec<RetryPolicy> = {
  write: (policy) => ({
    initialInterval: duration.write(policy.initialIntervalMs),
    backoffCoefficient: policy.backoffCoefficient,
    maximumInterval: duration.write(policy.maximumIntervalMs),
    maximumAttempts: policy.maximumAttempts,
    nonRetryableErrorTypes: policy.nonRetryableErrorTypes,
  }),
  read: (json) => {
    const policy = objectIn(json);
    const initialIntervalMs = optional(policy['initialInterval'], duration.read) ?? 1_000;
    return {
      initialIntervalMs,
      backoffCoefficient: optional(policy['backoffCoefficient'], numberIn) ?? 2,
      maximumIntervalMs: optional(policy['maximumInterval'], duration.read) ?? 100 * initialIntervalMs,
      maximumAttempts: optional(policy['maximumAttempts'], numberIn) ?? 0,
      nonRetryableErrorTypes: listIn(policy['nonRetryableErrorTypes'] ?? []).map(textIn),
    };
  },
};

export const priority: Codec<Priority> = {
  write: ({ priorityKey, fairnessKey, fairnessWeight }) => ({ priorityKey, fairnessKey, fairnessWeight }),
  read: (json) => {
    const object = objectIn(json);
    return withoutAbsent({
      priorityKey: optional(object['priorityKey'], numberIn),
      fairnessKey: optional(object['fairnessKey'], textIn),
      fairnessWeight: optional(object['fairnessWeight'], numberIn),
    });
  },
};

export const execution: Codec<ExecutionRef> = {
  write: ({ workflowId, runId }) => ({ workflowId, runId }),
  read: (json) => {
    const object = objectIn(json);
    return {
      workflowId: optional(object['workflowId'], textIn) ?? '',
      runId: optional(object['runId'], textIn) ?? '',
    };
  },
};

/** The attributes of a child's start that speak of its parent. */
export const parent: Codec<ParentRef> = {
  write: ({ namespace, initiatedEventId, ...ref }) => ({
    parentWorkflowNamespace: namespace,
    parentWorkflowExecution: execution.write(ref),
    parentInitiatedEventId: int64.write(initiatedEventId),
  }),
  read: (json) => {
    const attributes = objectIn(json);
    const ref = optional(attributes['parentWorkflowExecution'], execution.read);
    return (
      ref && {
        namespace: optional(attributes['parentWorkflowNamespace'], textIn) ?? '',
        ...ref,
        initiatedEventId: optional(attributes['parentInitiatedEventId'], numberIn) ?? 0,
      }
    );
  },
};

export const updateRequest: Codec<UpdateRequest> = {
  write: ({ updateId, identity, name, input, header }) => ({
    meta: { updateId, identity },
    input: { name, args: input && payloads.write(input), header: header && fields.write(header) },
  }),
  read: (json) => {
    const { meta = {}, input = {} } = objectIn(json) as { meta?: JsonObject; input?: JsonObject };
    return withoutAbsent({
      updateId: optional(meta['updateId'], textIn) ?? '',
      name: optional(input['name'], textIn) ?? '',
      input: optional(input['args'], payloads.read),
      header: optional(input['header'], fields.read),
      identity: optional(meta['identity'], textIn),
    });
  },
};

/** How an update ended; `failure` is passed in, as failures hold values themselves. */
export function updateOutcome(failure: Codec<Failure>): Codec<UpdateOutcome> {
  return {
    write: (outcome): Json =>
      'result' in outcome ? { success: payloads.write(outcome.result) } : { failure: failure.write(outcome.failure) },
    read: (json) => {
      const outcome = objectIn(json);
      const failed = optional(outcome['failure'], failure.read);
      return failed ? { failure: failed } : { result: optional(outcome['success'], payloads.read) ?? [] };
    },
  };
}

export { payload, payloads };
