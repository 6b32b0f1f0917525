import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { MeshCall, MeshFlow } from '@perdure/mesh';
import { testRedisUrl, waitFor } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowPlace, type FlowPlace } from '../support/flow-place';

const exporter = new InMemorySpanExporter();
const activities = {
  async pack(item: string): Promise<string> {
    return `a parcel with ${item}`;
  },
};
const { pack } = MeshFlow.workflow.proxyActivities<typeof activities>({ activities });
const workflows = {
  async ships(item: string): Promise<string> {
    return await pack(item);
  },
};
let place: FlowPlace;
beforeAll(async () => {
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register({ contextManager: new AsyncLocalStorageContextManager().enable() });
  place = await flowPlace(workflows);
});
afterAll(async () => {
  await MeshFlow.shutdown();
  trace.disable();
  context.disable();
});

/** Names of the spans that have ended since, and how many traces they are in. */
async function spansUntil(last: string): Promise<{ names: string[]; traces: number }> {
  await waitFor(() => exporter.getFinishedSpans().some(({ name }) => name === last));
  const spans = exporter.getFinishedSpans();
  const names = spans.map(({ name }) => name).sort();
  return { names, traces: new Set(spans.map((span) => span.spanContext().traceId)).size };
}

describe('one workflow makes 44 spans in 6 traces', () => {
  it('no: one trace, a span for each thing that happened', async () => {
    expect(await place.run('ships', 'a book')).toBe('a parcel with a book');
    const { names, traces } = await spansUntil('RunWorkflow:ships');
    expect(traces).toBe(1);
    expect(names).toEqual([
      'RunActivity:pack',
      'RunWorkflow:ships',
      'StartWorkflow:ships',
      'WorkflowTask:ships',
      'WorkflowTask:ships',
    ]);
  });

  it('a call makes two spans in one trace', async () => {
    const target = { redis: testRedisUrl(), namespace: place.namespace, topic: 'traced' };
    await MeshCall.connect({ ...target, callback: () => 1 });
    exporter.reset();
    await MeshCall.exec(target);
    const { names, traces } = await spansUntil('RunActivity:meshcall');
    expect(traces).toBe(1);
    expect(names).toHaveLength(2);
  });
});
