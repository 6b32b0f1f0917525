import { describe, expect, it } from 'vitest';
import { PrometheusRegistry } from './prometheus-registry';
import { servePrometheus } from './prometheus-server';

const LATENCY = { kind: 'histogram', unit: 'ms', description: 'How long', buckets: [10, 1, 5] } as const;

describe('the text for Prometheus', () => {
  it('has counters, gauges and histograms with summed buckets', () => {
    const registry = new PrometheusRegistry();
    const sold = registry.make('sold', { kind: 'counter', description: 'Books\nsold' });
    sold(2, { item: 'a "book"', at: 'shop' });
    sold(3, { at: 'shop', item: 'a "book"' });
    const free = registry.make('free-seats', { kind: 'gauge' });
    free(5, {});
    free(4, {});
    const latency = registry.make('latency', LATENCY);
    for (const value of [0.5, 1, 7, 11]) latency(value, { op: 'x' });
    expect(registry.text()).toBe(`# HELP sold Books\\nsold
# TYPE sold counter
sold{at="shop",item="a \\"book\\""} 5
# HELP free_seats free_seats
# TYPE free_seats gauge
free_seats 4
# HELP latency How long
# TYPE latency histogram
latency_bucket{op="x",le="1"} 2
latency_bucket{op="x",le="5"} 2
latency_bucket{op="x",le="10"} 3
latency_bucket{op="x",le="+Inf"} 4
latency_sum{op="x"} 19.5
latency_count{op="x"} 4
`);
  });

  it('has suffixes when they are asked for, each once', () => {
    const registry = new PrometheusRegistry({ countersTotalSuffix: true, unitSuffix: true });
    registry.make('sold', { kind: 'counter' })(1, {});
    registry.make('lost_total', { kind: 'counter' })(1, {});
    registry.make('latency', LATENCY)(1, {});
    registry.make('size', { kind: 'histogram', unit: 'By' })(1, {});
    registry.make('free', { kind: 'gauge', unit: 'seats' })(1, {});
    const types = registry.text().match(/^# TYPE \S+/gm);
    expect(types).toEqual([
      '# TYPE sold_total',
      '# TYPE lost_total',
      '# TYPE latency_milliseconds',
      '# TYPE size_bytes',
      '# TYPE free',
    ]);
  });

  it('counts label sets beyond the limit together', () => {
    const registry = new PrometheusRegistry();
    const sold = registry.make('sold', { kind: 'counter' });
    for (let user = 0; user < 2_010; user += 1) sold(1, { user: `${user}` });
    expect(registry.text()).toContain('sold{overflow="true"} 10\n');
  });
});

describe('the endpoint', () => {
  it('answers at /metrics and nowhere else', async () => {
    const server = servePrometheus('127.0.0.1:0', () => 'sold 1\n');
    const base = `http://127.0.0.1:${await server.listening}`;
    const answer = await fetch(`${base}/metrics`);
    expect(await answer.text()).toBe('sold 1\n');
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect((await fetch(base)).status).toBe(404);
    await server.close();
  });

  it('says which address is taken', async () => {
    const first = servePrometheus('127.0.0.1:0', () => '');
    const second = servePrometheus(`127.0.0.1:${await first.listening}`, () => '');
    await expect(second.listening).rejects.toThrow(/^Metrics cannot be served at 127\.0\.0\.1:\d+: listen EADDRINUSE/);
    await Promise.all([first.close(), second.close()]);
  });

  it.each(['9464', 'localhost', ':9464', 'localhost:99999'])('refuses the address %s', (address) => {
    expect(() => servePrometheus(address, () => '')).toThrow(`Invalid bindAddress "${address}"`);
  });
});
