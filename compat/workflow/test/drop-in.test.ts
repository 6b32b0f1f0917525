import * as original from '@temporalio/workflow';
import * as originalFlags from '@temporalio/workflow/lib/flags';
import { expect, test } from 'vitest';
import * as ours from '../src/index';
import * as flags from '../src/flags';
import { getActivator } from '../src/global-attributes';
import { VERSION } from '../src/version';
import manifest from '../package.json';
import { Driver } from './harness';

const ADDED = ['NexusUnavailableError'];

test('has every name of the original, and the error of what comes later', () => {
  expect(Object.keys(ours).sort()).toEqual([...Object.keys(original), ...ADDED].sort());
});

test('what comes from common is the same object', () => {
  expect(ours.ApplicationFailure).toBe(original.ApplicationFailure);
  expect(ours.WorkflowIdReusePolicy).toBe(original.WorkflowIdReusePolicy);
});

test('constants have the same values', () => {
  const { ParentClosePolicy, ChildWorkflowCancellationType, NexusOperationCancellationType } = ours;
  expect(ParentClosePolicy).toEqual(original.ParentClosePolicy);
  expect(ChildWorkflowCancellationType).toEqual(original.ChildWorkflowCancellationType);
  expect(NexusOperationCancellationType).toEqual(original.NexusOperationCancellationType);
  expect(ours.ActivityCancellationType).toBe(original.ActivityCancellationType);
});

test('errors are recognised across copies of the package', () => {
  expect(new original.DeterminismViolationError('x')).toBeInstanceOf(ours.DeterminismViolationError);
  expect(new ours.ContinueAsNew({} as never)).toBeInstanceOf(original.ContinueAsNew);
  expect(new ours.DeterminismViolationError('x').name).toBe('DeterminismViolationError');
});

test('interceptors can ask for flags', async () => {
  expect(Object.keys(flags.SdkFlags)).toEqual(Object.keys(originalFlags.SdkFlags));
  for (const name of Object.keys(flags.SdkFlags) as (keyof typeof flags.SdkFlags)[]) {
    expect(flags.SdkFlags[name].id).toBe(originalFlags.SdkFlags[name].id);
  }
  const main = async () => getActivator().hasFlag(flags.SdkFlags.OpenTelemetryInterceptorsTracesInboundSignals);
  expect((await new Driver(main).start()).result).toBe(true);
});

test('the version is that of the package', () => expect(VERSION).toBe(manifest.version));
