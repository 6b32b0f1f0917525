import type { ExecutionRef, ParentRef, UpdateOutcome, UpdateRequest } from '../model/event';
import type { Payload, PayloadMap } from '../model/payload';
import type { Priority } from '../model/priority';
import type { RetryPolicy } from '../model/retry-policy';

/** A value in Temporal's JSON. */
export type Json = string | number | boolean | undefined | readonly Json[] | { readonly [key: string]: Json };

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Milliseconds as a protobuf duration: "5s", "1.500s". */
export function duration(ms: number): string {
  return `${ms % 1_000 === 0 ? ms / 1_000 : (ms / 1_000).toFixed(3)}s`;
}

/** A time as RFC 3339; whole seconds have no fraction, as protobuf writes them. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** 64-bit integers are text in protobuf's JSON. */
export function int64(value: number): string {
  return String(value);
}

/** A member of a protobuf enum, by its full name. */
export function member(prefix: string): (value: string) => string {
  return (value) => `${prefix}_${value}`;
}

export function named(name: string): Json {
  return { name };
}

export function taskQueue(name: string): Json {
  return { name, kind: 'TASK_QUEUE_KIND_NORMAL' };
}

export function payload({ encoding, data, binary, metadata, binaryMetadata }: Payload): Json {
  const text = Object.entries({ encoding, ...metadata }).map(([key, value]) => [key, base64(value)] as const);
  return {
    metadata: { ...Object.fromEntries(text), ...binaryMetadata },
    data: data === undefined ? undefined : binary ? data : base64(data),
  };
}

export function payloads(values: readonly Payload[]): Json {
  return { payloads: values.map(payload) };
}

function payloadMap(map: PayloadMap): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, payload(value)]));
}

/** Headers and memos. */
export function fields(map: PayloadMap): Json {
  return { fields: payloadMap(map) };
}

export function searchAttributes(map: PayloadMap): Json {
  return { indexedFields: payloadMap(map) };
}

/** Details of a marker. */
export function namedPayloads(map: Readonly<Record<string, readonly Payload[]>>): Json {
  return Object.fromEntries(Object.entries(map).map(([key, values]) => [key, payloads(values)]));
}

export function retryPolicy(policy: RetryPolicy): Json {
  return {
    initialInterval: duration(policy.initialIntervalMs),
    backoffCoefficient: policy.backoffCoefficient,
    maximumInterval: duration(policy.maximumIntervalMs),
    maximumAttempts: policy.maximumAttempts,
    nonRetryableErrorTypes: policy.nonRetryableErrorTypes,
  };
}

export function priority({ priorityKey, fairnessKey, fairnessWeight }: Priority): Json {
  return { priorityKey, fairnessKey, fairnessWeight };
}

export function execution({ workflowId, runId }: ExecutionRef): Json {
  return { workflowId, runId };
}

/** The attributes of a child's start that speak of its parent. */
export function parent({ namespace, initiatedEventId, ...ref }: ParentRef): Json {
  return {
    parentWorkflowNamespace: namespace,
    parentWorkflowExecution: execution(ref),
    parentInitiatedEventId: int64(initiatedEventId),
  };
}

export function updateRequest({ updateId, identity, name, input, header }: UpdateRequest): Json {
  return {
    meta: { updateId, identity },
    input: { name, args: input && payloads(input), header: header && fields(header) },
  };
}

export function updateOutcome(outcome: UpdateOutcome, failure: (value: never) => Json): Json {
  return 'result' in outcome ? { success: payloads(outcome.result) } : { failure: failure(outcome.failure as never) };
}
