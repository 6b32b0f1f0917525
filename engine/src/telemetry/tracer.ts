import type { Context, ProxyTracerProvider, Span, SpanContext, Tracer } from '@opentelemetry/api';
import type { Payload, PayloadMap } from '../model/payload';
import { INTERCEPTORS_TRACE_HEADER, TRACE_HEADER } from '../model/trace-header';
import { baggageText, readBaggage } from './baggage';
import { loadApi, openTelemetry } from './open-telemetry';

const NAME = 'perdure';

/** `PERDURE_TRACING=off`: no spans, whatever is registered. Read once. */
const OFF = process.env['PERDURE_TRACING'] === 'off';

/** The tracer, while a provider is registered. */
export function activeTracer(): Tracer | undefined {
  if (OFF) return undefined;
  const api = openTelemetry('trace');
  if (!api) return undefined;
  const provider = api.trace.getTracerProvider() as Partial<ProxyTracerProvider> &
    Pick<ProxyTracerProvider, 'getTracer'>;
  return provider.getDelegateTracer ? provider.getDelegateTracer(NAME) : provider.getTracer(NAME);
}

/** What carries the header of Temporal's interceptors gets no spans from us: there would be two of each. */
export function tracedElsewhere(header: PayloadMap | undefined): boolean {
  return header?.[INTERCEPTORS_TRACE_HEADER] !== undefined;
}

/** The header with the span in it and the baggage of a context, in the words of W3C Trace Context and Baggage. */
export function withTrace(header: PayloadMap | undefined, span: Span, context: Context): PayloadMap {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  const traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  const tracestate = traceState?.serialize();
  const carried = loadApi().propagation.getBaggage(context);
  const baggage = carried && baggageText(carried);
  const data = JSON.stringify({ traceparent, ...(tracestate && { tracestate }), ...(baggage && { baggage }) });
  return { ...header, [TRACE_HEADER]: { encoding: 'json/plain', data } };
}

/** The span that asked for what carries this header; undefined without one. */
export function traceOf(header: PayloadMap | undefined): SpanContext | undefined {
  const carrier = read(header?.[TRACE_HEADER]);
  const [, traceId, spanId, flags] =
    /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/.exec(carrier?.traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  const { createTraceState, isSpanContextValid } = loadApi();
  const traceState = carrier?.tracestate ? createTraceState(carrier.tracestate) : undefined;
  const context: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
    ...(traceState && { traceState }),
  };
  return isSpanContextValid(context) ? context : undefined;
}

interface Carrier {
  readonly traceparent?: string;
  readonly tracestate?: string;
  readonly baggage?: string;
}

/** From outside: whatever it is, it must not hurt. */
function read(payload: Payload | undefined): Carrier | undefined {
  if (payload?.data === undefined) return undefined;
  try {
    return (JSON.parse(payload.data) ?? undefined) as Carrier | undefined;
  } catch {
    return undefined;
  }
}

/** The context of what was asked for by the span in the header; without one it begins a trace of its own. */
export function parentContext(header: PayloadMap | undefined): Context {
  const { ROOT_CONTEXT, trace } = loadApi();
  const asker = traceOf(header);
  return asker ? trace.setSpanContext(ROOT_CONTEXT, asker) : ROOT_CONTEXT;
}

/** The active context with the baggage that the header brings. */
export function baggageContext(header: PayloadMap | undefined): Context {
  const { context, propagation } = loadApi();
  const text = read(header?.[TRACE_HEADER])?.baggage;
  const baggage = typeof text === 'string' ? readBaggage(text) : undefined;
  return baggage ? propagation.setBaggage(context.active(), baggage) : context.active();
}

/** Runs the function with the span as the active one, in a context, or the active one. */
export function withSpan<T>(span: Span, run: () => T, within?: Context): T {
  const { context, trace } = loadApi();
  return context.with(trace.setSpan(within ?? context.active(), span), run);
}

/** Ends the span as failed. */
export function endFailed(span: Span, error: unknown): void {
  const fault = error instanceof Error ? error : new Error(String(error));
  span.recordException(fault);
  span.setStatus({ code: loadApi().SpanStatusCode.ERROR, message: fault.message });
  span.end();
}

/** Names as those of Temporal's interceptors, so that searches of traces keep working. */
export const ATTRIBUTES = {
  workflowId: 'temporalWorkflowId',
  runId: 'run_id',
  activityId: 'temporalActivityId',
  updateId: 'temporalUpdateId',
  namespace: 'temporalNamespace',
  taskQueue: 'temporalTaskQueue',
  attempt: 'temporalAttempt',
} as const;
