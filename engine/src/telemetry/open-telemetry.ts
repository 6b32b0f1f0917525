/**
 * The way to the OpenTelemetry API. It is loaded when somebody in this process has registered a provider with it, and
 * not before: whoever does not use it pays for one look at a global. The registry is the one that all 1.x copies of the
 * API share.
 */
import { createRequire } from 'node:module';
import type * as OpenTelemetry from '@opentelemetry/api';

const REGISTRY = Symbol.for('opentelemetry.js.api.1');
type Holder = typeof globalThis & { [REGISTRY]?: { trace?: unknown; metrics?: unknown } };

export type OpenTelemetryApi = typeof OpenTelemetry;

let api: OpenTelemetryApi | undefined;

/** The API, if there is a provider of this kind. */
export function openTelemetry(kind: 'trace' | 'metrics'): OpenTelemetryApi | undefined {
  if ((globalThis as Holder)[REGISTRY]?.[kind] === undefined) return undefined;
  return loadApi();
}

export function loadApi(): OpenTelemetryApi {
  return (api ??= createRequire(__filename)('@opentelemetry/api') as OpenTelemetryApi);
}
