/** Compile-time comparison with the original's types; the type check of the tests is the test. */
import type * as ours from '@perdure/client';
import type * as real from '@temporalio/client';
import { expectTypeOf, it } from 'vitest';

type Handled<H> = Omit<H, 'client'>;

it('options of the original are options here', () => {
  expectTypeOf<real.WorkflowOptions>().toExtend<ours.WorkflowOptions>();
  expectTypeOf<real.WorkflowStartOptions>().toExtend<ours.WorkflowStartOptions>();
  expectTypeOf<real.WorkflowUpdateOptions>().toExtend<ours.WorkflowUpdateOptions>();
  expectTypeOf<real.WorkflowSignalWithStartOptions<[number]>>().toExtend<
    ours.WorkflowSignalWithStartOptions<[number]>
  >();
  expectTypeOf<real.ScheduleOptions>().toExtend<ours.ScheduleOptions>();
  expectTypeOf<real.ActivityOptions>().toExtend<ours.ActivityOptions>();
  expectTypeOf<
    Pick<real.ConnectionOptions, 'address' | 'tls' | 'apiKey' | 'metadata' | 'connectTimeout'>
  >().toExtend<ours.ConnectionOptions>();
  expectTypeOf<Omit<real.ClientOptions, 'connection' | 'plugins' | 'interceptors'>>().toExtend<ours.ClientOptions>();
});

it('interceptors written for the original fit, and ours fit there', () => {
  expectTypeOf<real.WorkflowClientInterceptor>().toExtend<ours.WorkflowClientInterceptor>();
  expectTypeOf<ours.WorkflowClientInterceptor>().toExtend<real.WorkflowClientInterceptor>();
  expectTypeOf<ours.WorkflowStartInput>().toExtend<real.WorkflowStartInput>();
  expectTypeOf<ours.CompiledWorkflowOptions>().toExtend<real.CompiledWorkflowOptions>();
});

it('what calls answer can be used as what the original answers', () => {
  expectTypeOf<Handled<ours.WorkflowHandle>>().toExtend<Handled<real.WorkflowHandle>>();
  expectTypeOf<Handled<ours.WorkflowHandleWithStartDetails>>().toExtend<Handled<real.WorkflowHandleWithStartDetails>>();
  expectTypeOf<ours.WorkflowUpdateHandle<string>>().toExtend<real.WorkflowUpdateHandle<string>>();
  expectTypeOf<ours.WorkflowExecutionInfo>().toExtend<real.WorkflowExecutionInfo>();
  expectTypeOf<ours.WorkflowExecutionDescription>().toExtend<real.WorkflowExecutionDescription>();
  expectTypeOf<ours.ScheduleDescription>().toExtend<real.ScheduleDescription>();
  expectTypeOf<ours.WorkflowFailedError>().toExtend<real.WorkflowFailedError>();
  expectTypeOf<ours.QueryRejectedError>().toExtend<real.QueryRejectedError>();
});

it('arguments and results are inferred from workflow functions', () => {
  type Greet = (name: string) => Promise<number>;
  expectTypeOf<ours.WorkflowStartOptions<Greet>['args']>().toEqualTypeOf<[string] | Readonly<[string]>>();
  expectTypeOf<ReturnType<ours.WorkflowHandle<Greet>['result']>>().toEqualTypeOf<Promise<number>>();
});
