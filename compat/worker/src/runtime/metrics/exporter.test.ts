import { metrics } from '@opentelemetry/api';
import { freePort } from '@perdure/testkit';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { afterEach, describe, expect, it } from 'vitest';
import { NotSupportedError } from '../../errors';
import { startMetrics, type RuntimeMetrics } from './exporter';
import { MetricsBuffer } from './metrics-buffer';

/** Collected when asked. */
class Reader extends MetricReader {
  protected async onForceFlush(): Promise<void> {}
  protected async onShutdown(): Promise<void> {}

  async names(): Promise<string[]> {
    const { resourceMetrics } = await this.collect();
    return resourceMetrics.scopeMetrics.flatMap(({ metrics: all }) => all.map(({ descriptor }) => descriptor.name));
  }
}

let running: RuntimeMetrics | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
  metrics.disable();
});

describe('metrics of a runtime', () => {
  it('go to Prometheus: labels of the process, buckets by name, user metrics under their own names', async () => {
    const port = await freePort();
    running = startMetrics({
      globalTags: { region: 'eu' },
      prometheus: { bindAddress: `127.0.0.1:${port}`, histogramBucketOverrides: { basket: [2, 4] } },
    });
    await running.ready;
    const meter = running.meter.withTags({ queue: 'orders' });
    meter.createCounter('sold', 'books', 'Books sold').add(3, { item: 'book' });
    meter.createHistogram('basket').record(3);
    meter.createUpDownCounter?.('open').add(-1);
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toContain('sold{item="book",queue="orders",region="eu",service_name="perdure"} 3\n');
    expect(text).toContain('basket_bucket{queue="orders",region="eu",service_name="perdure",le="4"} 1\n');
    expect(text).toContain('open{queue="orders",region="eu",service_name="perdure"} -1\n');
    expect(() => meter.createCounter('sold').add(-1)).toThrow('counter values cannot be negative');
  });

  it('go to a buffer', () => {
    const buffer = new MetricsBuffer();
    running = startMetrics({ buffer, globalTags: { region: 'eu' } });
    running.meter.createGauge('free', 'float', 'seats').set(1.5);
    expect([...buffer.retrieveUpdates()]).toEqual([
      {
        metric: { name: 'free', kind: 'gauge', valueType: 'float', unit: 'seats', description: undefined },
        value: 1.5,
        attributes: { region: 'eu' },
      },
    ]);
  });

  it('go to the provider registered with OpenTelemetry, whenever it comes', async () => {
    running = startMetrics(undefined);
    const counter = running.meter.createCounter('sold');
    counter.add(1);
    const reader = new Reader();
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
    counter.add(1);
    running.meter.createHistogram('size', 'float').record(1.5);
    expect(await reader.names()).toEqual(['sold', 'size']);
  });

  it('to a collector need an exporter of the application, and the error says which', () => {
    const start = (http: boolean) => () => startMetrics({ otel: { url: 'http://localhost:4317', http } });
    expect(start(false)).toThrow(NotSupportedError);
    expect(start(false)).toThrow(/install @opentelemetry\/exporter-metrics-otlp-grpc in your application/);
    expect(start(true)).toThrow(/install @opentelemetry\/exporter-metrics-otlp-proto/);
  });
});
