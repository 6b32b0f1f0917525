import * as original from '@temporalio/worker';
import { expect, it } from 'vitest';
import * as worker from './index';

const OWN = ['NotSupportedError', 'TwoCopiesOfCommonError'];

it('exports the names of @temporalio/worker, and two errors of its own', () => {
  expect(Object.keys(worker).sort()).toEqual([...Object.keys(original), ...OWN].sort());
});

it('makes the same telemetry filter', () => {
  for (const options of [{ core: 'WARN' }, { core: 'DEBUG', other: 'INFO' }] as const) {
    expect(worker.makeTelemetryFilterString(options)).toBe(original.makeTelemetryFilterString(options));
  }
});

it('shares LogTimestamp with the original', () => {
  expect(worker.LogTimestamp).toBe(original.LogTimestamp);
});

it('recognises its errors by name across copies', () => {
  const error = new worker.GracefulShutdownPeriodExpiredError('late');
  expect(error).toBeInstanceOf(worker.GracefulShutdownPeriodExpiredError);
  expect(error).toBeInstanceOf(original.GracefulShutdownPeriodExpiredError);
  expect(error.name).toBe('GracefulShutdownPeriodExpiredError');
});
