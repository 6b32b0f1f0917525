/** A tracer provider that remembers what it is told. A program registers one that exports to its collector instead. */
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

const exporter = new InMemorySpanExporter();

/** Spans are made as soon as a provider is registered; there is nothing else to configure. */
export function startTracing(): void {
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register({ contextManager: new AsyncLocalStorageContextManager().enable() });
}

export function stopTracing(): void {
  trace.disable();
  context.disable();
}

/** The spans of the trace that the named one belongs to, each behind those that caused it. */
export function pathsOf(root: string): string[] {
  const spans = exporter.getFinishedSpans();
  const traceId = spans.find(({ name }) => name === root)?.spanContext().traceId;
  const path = (id: string | undefined): string[] => {
    const span = spans.find((one) => one.spanContext().spanId === id);
    return span ? [...path(span.parentSpanId), span.name] : [];
  };
  const ofTrace = spans.filter((span) => span.spanContext().traceId === traceId);
  return [...new Set(ofTrace.map((span) => path(span.spanContext().spanId).join(' > ')))].sort();
}
