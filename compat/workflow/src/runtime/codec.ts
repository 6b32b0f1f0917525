import {
  type FailureConverter,
  type PayloadConverter,
  RawValue,
  defaultFailureConverter,
  defaultPayloadConverter,
} from '@temporalio/common';
import type {
  ActivitySerializationContext,
  SerializationContext,
  WorkflowSerializationContext,
} from '@temporalio/common/lib/converter/serialization-context';
import type { TypeInfo } from '@temporalio/common/lib/type-info';
import {
  errorFromWire,
  errorToWire,
  mapFromWire,
  mapToWire,
  payloadToWire,
  valueFromWire,
  valueToWire,
  valuesFromWire,
  valuesToWire,
} from '@perdure/common/lib/wire';
import type { Failure, Payload, PayloadMap } from '@perdure/engine';

/** Between the values of a run's code and the engine's payloads, with the converters configured for it. */
export class Codec {
  payloadConverter: PayloadConverter = defaultPayloadConverter;
  failureConverter: FailureConverter = defaultFailureConverter;
  /** The context of payloads that belong to this workflow itself. */
  readonly own: WorkflowSerializationContext;

  constructor(namespace: string, workflowId: string) {
    this.own = { type: 'workflow', namespace, workflowId };
  }

  /** The context of payloads sent to or got from another workflow. */
  ofWorkflow(workflowId: string): WorkflowSerializationContext {
    return { ...this.own, workflowId };
  }

  /** The context of an activity's payloads. */
  ofActivity(activityId: string, isLocal = false): ActivitySerializationContext {
    return {
      type: 'activity',
      namespace: this.own.namespace,
      workflowId: this.own.workflowId,
      activityId,
      isLocal,
    };
  }

  encode(value: unknown, context: SerializationContext = this.own, type?: TypeInfo): Payload {
    // Answers to built-in queries must not depend on the user's converter.
    if (value instanceof RawValue) return payloadToWire(value.payload);
    return valueToWire(this.payloadConverter, value, context, type);
  }
  decode(payload: Payload, context: SerializationContext = this.own, type?: TypeInfo): unknown {
    return valueFromWire(this.payloadConverter, payload, context, type);
  }
  encodeAll(values: readonly unknown[], context: SerializationContext, types?: readonly TypeInfo[]): Payload[] {
    return valuesToWire(this.payloadConverter, values, context, types);
  }
  decodeAll(payloads: readonly Payload[], types?: readonly TypeInfo[]): unknown[] {
    return valuesFromWire(this.payloadConverter, payloads, this.own, types);
  }
  encodeMap(values: Readonly<Record<string, unknown>>, context: SerializationContext = this.own): PayloadMap {
    return mapToWire(this.payloadConverter, values, context);
  }
  decodeMap(map: PayloadMap | undefined): Record<string, unknown> {
    return mapFromWire(this.payloadConverter, map, this.own);
  }
  /** A text shown by tools; undefined stays undefined. */
  encodeText(text: string | undefined, context: SerializationContext = this.own): Payload | undefined {
    return text == null ? undefined : this.encode(text, context);
  }

  toFailure(error: unknown, context: SerializationContext = this.own): Failure {
    return errorToWire(this, error, context);
  }
  toError(failure: Failure, context: SerializationContext = this.own): Error {
    return errorFromWire(this, failure, context);
  }
}
