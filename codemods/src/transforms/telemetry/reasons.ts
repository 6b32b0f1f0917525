/** Options of `Runtime.install` that have nothing to act on here. */
import type { Reasons } from '../../options/without-meaning';

const NATIVE_LOGS = 'there is no native part that logs; the logger of the runtime gets everything';

export const REASONS: Reasons = {
  workerHeartbeatInterval: 'workers keep a lease in Redis instead',
  telemetryOptions: {
    logging: NATIVE_LOGS,
    tracingFilter: NATIVE_LOGS,
    tracing: 'register a tracer provider with OpenTelemetry: spans go there',
  },
};
