import type { PayloadMap } from './payload';

/** The header in which a trace travels from what asks to what is asked for. Neither workflow nor activity code sees it. */
export const TRACE_HEADER = '_perdure-trace';

/** The header of Temporal's OpenTelemetry interceptors: what carries it is traced by them, and by nobody else. */
export const INTERCEPTORS_TRACE_HEADER = '_tracer-data';

/** What user code is shown of a header. */
export function withoutTrace(header: PayloadMap): PayloadMap;
export function withoutTrace(header: PayloadMap | undefined): PayloadMap | undefined;
export function withoutTrace(header: PayloadMap | undefined): PayloadMap | undefined {
  if (header?.[TRACE_HEADER] === undefined) return header;
  const { [TRACE_HEADER]: _trace, ...rest } = header;
  return rest;
}
