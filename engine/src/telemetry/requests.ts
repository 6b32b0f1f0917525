import { isEngineError } from '../errors';
import { currentMetrics } from './metrics';

/** Names of Temporal's calls that wait on purpose: they are counted apart, as their latency says nothing. */
const LONG = new Set([
  'PollWorkflowTaskQueue',
  'PollActivityTaskQueue',
  'GetWorkflowExecutionHistory',
  'PollWorkflowExecutionUpdate',
  'PollActivityExecution',
]);

/** Counts and measures one call; the names of operations are those of Temporal's service. */
export function measured<T>(operation: string, namespace: string, call: () => Promise<T>): Promise<T> {
  const metrics = currentMetrics();
  if (!metrics) return call();
  const family = LONG.has(operation) ? 'long_request' : 'request';
  const labels = { operation, namespace };
  const begunMs = performance.now();
  metrics.record(family, 1, labels);
  const answered = (): void => metrics.record(`${family}_latency`, performance.now() - begunMs, labels);
  return call().then(
    (result) => {
      answered();
      return result;
    },
    (error: unknown) => {
      answered();
      const code = isEngineError(error) ? error.code : 'UNKNOWN';
      metrics.record(`${family}_failure`, 1, { ...labels, status_code: code });
      throw error;
    },
  );
}
