import { IllegalStateError } from '@temporalio/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { recordingLogger } from '../../test/support/fakes';
import { DefaultLogger, leastLogLevel, LogTimestamp, type LogEntry } from './logger';
import { MetricsBuffer } from './metrics/metrics-buffer';
import { Runtime } from './runtime';

afterEach(async () => {
  await Runtime._instance?.shutdown();
  Runtime.defaultOptions = {};
});

describe('the runtime', () => {
  it('is installed once, before anything uses it', () => {
    Runtime.install({ logger: recordingLogger() });
    expect(() => Runtime.install({})).toThrow(new IllegalStateError('Runtime singleton has already been installed'));
  });

  it('cannot be installed after it was used', () => {
    const runtime = Runtime.instance();
    expect(Runtime.instance()).toBe(runtime);
    expect(() => Runtime.install({})).toThrow(/has already been instantiated. Did you start a Worker before/);
  });

  it('shuts itself down with its last user, and remembers its options', async () => {
    const logger = recordingLogger();
    const runtime = Runtime.install({ logger });
    const [a, b] = [{}, {}];
    runtime.hold(a);
    runtime.hold(b);
    await runtime.release(a);
    expect(Runtime.instance()).toBe(runtime);
    await runtime.release(b);
    expect(Runtime._instance).toBeUndefined();
    expect(Runtime.instance().logger).toBe(logger);
  });

  it('calls back once when a signal arrives, and takes its handlers off', async () => {
    const runtime = Runtime.install({ logger: recordingLogger(), shutdownSignals: ['SIGUSR2'] });
    const callback = vi.fn();
    runtime.registerShutdownSignalCallback(callback);
    expect(process.listenerCount('SIGUSR2')).toBe(1);
    process.emit('SIGUSR2');
    await Promise.resolve();
    expect(callback).toHaveBeenCalledTimes(1);
    expect(process.listenerCount('SIGUSR2')).toBe(0);
    const late = vi.fn();
    runtime.registerShutdownSignalCallback(late);
    await Promise.resolve();
    expect(late).toHaveBeenCalledTimes(1);
  });

  it('keeps user metrics in a buffer, with tags, under their own names', () => {
    const buffer = new MetricsBuffer();
    const metrics = { buffer, metricPrefix: 'shop_', globalTags: { region: 'eu' } };
    const { metricMeter } = Runtime.install({ logger: recordingLogger(), telemetryOptions: { metrics } });
    metricMeter.withTags({ queue: 'orders' }).createCounter('sold').add(3, { item: 'book' });
    expect([...buffer.retrieveUpdates()]).toMatchObject([
      {
        metric: { name: 'sold', kind: 'counter' },
        value: 3,
        attributes: { region: 'eu', queue: 'orders', item: 'book' },
      },
    ]);
    expect([...buffer.retrieveUpdates()]).toEqual([]);
  });
});

describe('the default logger', () => {
  it('tells which lines it drops; of other loggers nobody knows', () => {
    expect(leastLogLevel(new DefaultLogger('WARN'))).toBe('WARN');
    expect(leastLogLevel(recordingLogger())).toBeUndefined();
  });

  it('drops what is below its level and takes the time out of the metadata', () => {
    const entries: LogEntry[] = [];
    const logger = new DefaultLogger('INFO', (entry) => entries.push(entry));
    logger.debug('dropped');
    logger.info('kept', { [LogTimestamp]: 5n });
    logger.warn('with', { a: 1 });
    expect(entries).toEqual([
      { level: 'INFO', message: 'kept', meta: undefined, timestampNanos: 5n },
      { level: 'WARN', message: 'with', meta: { a: 1 }, timestampNanos: expect.any(BigInt) },
    ]);
  });
});
