import type { QueryTask } from '../model/task';
import { activeTracer, ATTRIBUTES, endFailed, parentContext, tracedElsewhere, withSpan } from './tracer';
import { loadApi } from './open-telemetry';

/** Answers a query with its span as the active one. */
export async function tracedQuery(task: QueryTask, run: () => Promise<void>): Promise<void> {
  const tracer = activeTracer();
  const { header, name } = task.query;
  if (!tracer || tracedElsewhere(header)) return run();
  const attributes = { [ATTRIBUTES.workflowId]: task.workflowId, [ATTRIBUTES.runId]: task.runId };
  const options = { kind: loadApi().SpanKind.SERVER, attributes };
  const span = tracer.startSpan(`HandleQuery:${name}`, options, parentContext(header));
  try {
    await withSpan(span, run);
    span.end();
  } catch (error) {
    endFailed(span, error);
    throw error;
  }
}
