import { defaultDataConverter, type PayloadCodec } from '@temporalio/common';
import type { Activation, ActivationResult, Job, SinkCall } from '@perdure/engine';
import { describe, expect, it } from 'vitest';
import { json, recordingLogger } from '../../test/support/fakes';
import { loggerSink } from './sinks/logger-sink';
import { SinkCalls } from './sinks/sink-calls';
import { WorkerWorkflowHandler, type WorkflowHandlerOptions } from './workflow-handler';

const info = {
  namespace: 'default',
  workflowId: 'order-1',
  runId: 'run-1',
  workflowType: 'order',
  taskQueue: 'orders',
  firstExecutionRunId: 'run-1',
  originalExecutionRunId: 'run-1',
  attempt: 1,
  startTimeMs: 0,
  runStartTimeMs: 0,
  taskTimeoutMs: 10_000,
  memo: { who: json('Ann'), old: json(1) },
};
const start: Job = { kind: 'initializeWorkflow', info, args: [json(1)], header: {}, randomnessSeed: '1' };
const activation = (jobs: Job[] = [start]): Activation => ({
  runId: 'run-1',
  timestampMs: 0,
  isReplaying: false,
  historyLength: 3,
  historySizeBytes: 100,
  continueAsNewSuggested: false,
  jobs,
});
const done = (sinkCalls: SinkCall[] = []): ActivationResult => ({
  status: 'ok',
  commands: [{ kind: 'completeWorkflow', result: [json('done')] }],
  sinkCalls,
});

function setUp(
  answer: (a: Activation) => ActivationResult,
  more: Partial<WorkflowHandlerOptions> = {},
  sinks: object = {},
) {
  const logger = recordingLogger();
  const seen: Activation[] = [];
  const lost: ((ids: readonly string[]) => void)[] = [];
  const sandbox = {
    activate: async (a: Activation) => (seen.push(a), answer(a)),
    evict: async () => undefined,
    onLost: (listener: (ids: readonly string[]) => void) => void lost.push(listener),
  };
  const handler = new WorkerWorkflowHandler({
    sandbox,
    converter: defaultDataConverter,
    sinks: new SinkCalls({ ...loggerSink(logger), ...sinks } as never, logger),
    logger,
    maxPayloadBytes: 2 * 1024 * 1024,
    ...more,
  });
  return { handler, logger, seen, lose: () => lost.forEach((listener) => listener(['run-1'])) };
}

const codec: PayloadCodec = {
  encode: async (payloads) => payloads.map((p) => ({ ...p, metadata: { ...p.metadata, sealed: Buffer.from('1') } })),
  decode: async (payloads) =>
    payloads.map(({ metadata, data }) => {
      if (!metadata?.['sealed']) throw new Error('not sealed');
      const { sealed: _sealed, ...rest } = metadata;
      return { metadata: rest, data };
    }),
};
const withCodec = { converter: { ...defaultDataConverter, payloadCodecs: [codec] } };

describe('the workflow handler', () => {
  it('passes everything through untouched without codecs', async () => {
    const result = done();
    const { handler, seen } = setUp(() => result);
    const given = activation();
    expect(await handler.activate(given)).toBe(result);
    expect(seen[0]).toBe(given);
  });

  it('decodes what goes in and encodes what comes out', async () => {
    const { handler, seen } = setUp(() => done(), withCodec);
    const sealed = { ...json(1), metadata: { sealed: '1' } };
    const signal: Job = { kind: 'signalWorkflow', signalName: 's', args: [sealed], header: { h: json('h') } };
    const result = await handler.activate(activation([signal]));
    expect(seen[0]!.jobs[0]).toMatchObject({ args: [json(1)], header: { h: json('h') } });
    expect(result).toMatchObject({ commands: [{ result: [{ ...json('done'), metadata: { sealed: '1' } }] }] });
  });

  it('fails the task when a codec fails', async () => {
    const { handler, logger } = setUp(() => done(), withCodec);
    expect(await handler.activate(activation())).toMatchObject({
      status: 'failed',
      failure: { message: 'not sealed' },
    });
    expect(logger.messages('ERROR')).toEqual(['Failed to process Workflow Activation']);
  });

  it('fails the task when a payload is too large, and says which', async () => {
    const big = json('x'.repeat(3 * 1024 * 1024));
    const { handler } = setUp(() => ({ ...done(), commands: [{ kind: 'completeWorkflow', result: [big] }] }) as never);
    const result = await handler.activate(activation());
    expect(result).toMatchObject({
      status: 'failed',
      failure: {
        message: expect.stringContaining('A payload of the workflow (completeWorkflow, result) has 3145730 bytes'),
      },
    });
  });

  it('counts the runs in memory', async () => {
    const { handler, lose } = setUp(() => done());
    await handler.activate(activation());
    expect(handler.cached.value).toBe(1);
    lose();
    expect(handler.cached.value).toBe(0);
    await handler.activate(activation());
    await handler.evict('run-1');
    expect(handler.cached.value).toBe(0);
  });
});

describe('sink calls', () => {
  const call = (sink: string, fn: string, args: unknown[] = [], replaying = false): SinkCall => ({
    sink,
    fn,
    args,
    replaying,
  });

  it('reach the logger, and are silent during replay', async () => {
    const calls = [
      call('__temporal_logger', 'info', ['hi', { a: 1 }]),
      call('defaultWorkerLogger', 'warn', ['old name']),
    ];
    const { handler, logger } = setUp(() => done([...calls, call('__temporal_logger', 'error', ['again'], true)]));
    await handler.activate(activation());
    expect(logger.messages('INFO')).toEqual(['hi']);
    expect(logger.messages('WARN')).toEqual(['old name']);
    expect(logger.messages('ERROR')).toEqual([]);
    expect(logger.lines[0]!.meta).toMatchObject({ a: 1, sdkComponent: 'workflow' });
  });

  it('get the workflow information, upserts included, and replayed calls when they ask for them', async () => {
    const infos: { workflowId: string; memo?: unknown }[] = [];
    const alerts = { alert: { fn: (i: never) => void infos.push(i), callDuringReplay: true } };
    const memo = { kind: 'modifyMemo', upsertedMemo: { city: json('Rome'), old: json(null) } } as const;
    const result = { ...done([call('alerts', 'alert', [], true)]), commands: [memo] } as ActivationResult;
    const { handler } = setUp(() => result, {}, { alerts });
    await handler.activate(activation());
    expect(infos).toMatchObject([{ workflowId: 'order-1', workflowType: 'order', memo: { who: 'Ann', city: 'Rome' } }]);
    expect(infos[0]!.memo).not.toHaveProperty('old');
  });

  it('are carried out although the task failed, and before it is answered', async () => {
    const order: string[] = [];
    const slow = { go: { fn: async () => void (await Promise.resolve(), order.push('sink')) } };
    const failed = {
      status: 'failed',
      failure: { message: 'no' },
      sinkCalls: [call('slow', 'go')],
    } as ActivationResult;
    const { handler } = setUp(() => failed, {}, { slow });
    await handler.activate(activation());
    order.push('answered');
    expect(order).toEqual(['sink', 'answered']);
  });

  it('that nobody serves, or that throw, are logged and go no further', async () => {
    const broken = {
      now: {
        fn: () => {
          throw new Error('sync');
        },
      },
      later: { fn: () => Promise.reject(new Error('async')) },
    };
    const calls = [call('missing', 'fn'), call('broken', 'now'), call('broken', 'later')];
    const { handler, logger } = setUp(() => done(calls), {}, { broken });
    expect(await handler.activate(activation())).toMatchObject({ status: 'ok' });
    expect(logger.messages('ERROR')).toEqual([
      'Workflow referenced an unregistered external sink',
      'External sink function threw an error',
      'External sink function threw an error',
    ]);
    expect(logger.lines[0]!.meta).toMatchObject({ ifaceName: 'missing', fnName: 'fn', workflowId: 'order-1' });
  });
});

it.each([
  [undefined, false],
  [{ '*': ['NondeterminismError'] }, true],
  [{ order: ['Error'] }, true],
  [{ other: ['Error'], '*': ['CardDeclined'] }, false],
])('nondeterminism with failure types %o fails an order: %s', (failureErrorTypes, expected) => {
  const { handler } = setUp(() => done(), { failureErrorTypes });
  expect(handler.nondeterminismFailsWorkflow('order')).toBe(expected);
});
