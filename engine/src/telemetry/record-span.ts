import type { Attributes } from '@opentelemetry/api';
import { activeTracer } from './tracer';

/** A span without length in the current trace. False: nobody listens for spans. */
export function recordSpan(name: string, attributes: Attributes): boolean {
  const tracer = activeTracer();
  tracer?.startSpan(name, { attributes }).end();
  return tracer !== undefined;
}
