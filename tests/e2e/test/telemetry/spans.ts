import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';

/** A tracer provider of this process, and every span that has ended. */
export interface Recording {
  readonly exporter: InMemorySpanExporter;
  /** `parent > span` of every span, sorted, each once; roots without a parent. */
  edges(): string[];
  traceIds(): Set<string>;
  named(name: string): ReadableSpan[];
  failed(): string[];
  stop(): void;
}

export function recordSpans(): Recording {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register({ contextManager: new AsyncLocalStorageContextManager().enable() });
  const spans = (): ReadableSpan[] => exporter.getFinishedSpans();
  return {
    exporter,
    edges() {
      const place = (span: ReadableSpan): SpanPlace => ({
        name: span.name,
        spanId: span.spanContext().spanId,
        parentSpanId: span.parentSpanId,
      });
      return edgesOf(spans().map(place));
    },
    traceIds: () => new Set(spans().map((span) => span.spanContext().traceId)),
    named: (name) => spans().filter((span) => span.name === name),
    failed: () =>
      spans()
        .filter(({ status }) => status.code === SpanStatusCode.ERROR)
        .map(({ name }) => name),
    stop() {
      trace.disable();
      context.disable();
    },
  };
}

export interface SpanPlace {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

/** `parent > span` of every span, sorted, each once; roots without a parent. */
export function edgesOf(spans: readonly SpanPlace[]): string[] {
  const names = new Map(spans.map(({ name, spanId }) => [spanId, name]));
  const edges = spans.map(({ name, parentSpanId }) => {
    return parentSpanId === undefined ? name : `${names.get(parentSpanId) ?? 'UNKNOWN'} > ${name}`;
  });
  return [...new Set(edges)].sort();
}

/** Runs the function below a span of the application. */
export async function inSpan<T>(name: string, run: () => Promise<T>): Promise<T> {
  return await trace.getTracer('application').startActiveSpan(name, async (span) => {
    try {
      return await run();
    } finally {
      span.end();
    }
  });
}
