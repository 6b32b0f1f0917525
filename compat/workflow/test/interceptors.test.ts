import { defaultPayloadConverter } from '@temporalio/common';
import { beforeAll, describe, expect, test } from 'vitest';
import * as wf from '../src/index';
import type {
  WorkflowInboundCallsInterceptor,
  WorkflowInterceptors,
  WorkflowInternalsInterceptor,
  WorkflowOutboundCallsInterceptor,
} from '../src/interceptors';
import { Driver, query, signal, update } from './harness';

/** Every hook, with the members its input has. A hook without a row does not compile; one that is not called fails. */
type Rows<I> = { readonly [H in keyof Required<I>]: readonly string[] };

const INBOUND = {
  execute: ['args', 'headers'],
  handleSignal: ['args', 'headers', 'signalName'],
  handleQuery: ['args', 'headers', 'queryId', 'queryName'],
  handleUpdate: ['args', 'headers', 'name', 'updateId'],
  validateUpdate: ['args', 'headers', 'name', 'updateId'],
} satisfies Rows<WorkflowInboundCallsInterceptor>;

const OUTBOUND = {
  startTimer: ['durationMs', 'options', 'seq'],
  scheduleActivity: ['activityType', 'args', 'headers', 'options', 'seq'],
  scheduleLocalActivity: ['activityType', 'args', 'attempt', 'headers', 'options', 'seq'],
  startChildWorkflowExecution: ['headers', 'options', 'seq', 'workflowType'],
  signalWorkflow: ['args', 'headers', 'seq', 'signalName', 'target'],
  continueAsNew: ['args', 'headers', 'options'],
  getLogAttributes: ['namespace', 'runId', 'taskQueue', 'workflowId', 'workflowType'],
  getMetricTags: ['workflowType'],
  // Nexus does not exist here: `startNexusOperation` is never reached.
} satisfies Rows<Omit<WorkflowOutboundCallsInterceptor, 'startNexusOperation'>>;

const INTERNALS = {
  activate: ['activation', 'batchIndex'],
  concludeActivation: ['commands'],
  dispose: [],
} satisfies Rows<WorkflowInternalsInterceptor>;

type AnyInput = Record<string, unknown> & { headers?: Record<string, unknown> };
type AnyHook = (input: AnyInput, next: (input: AnyInput) => unknown) => unknown;
interface Call {
  readonly name: string;
  readonly hook: string;
  readonly input: AnyInput;
}

/** Notes every call, and adds a header of its own where there are headers. */
function recording(name: string, calls: Call[]): WorkflowInterceptors {
  const side = (rows: object): Record<string, AnyHook> => {
    const hooks = Object.keys(rows).map((hook): [string, AnyHook] => [
      hook,
      (input, next) => {
        calls.push({ name, hook, input });
        const mark = defaultPayloadConverter.toPayload(name);
        return next(input.headers ? { ...input, headers: { ...input.headers, [name]: mark } } : input);
      },
    ]);
    return Object.fromEntries(hooks);
  };
  return { inbound: [side(INBOUND)], outbound: [side(OUTBOUND)], internals: [side(INTERNALS)] };
}

const { greet } = wf.proxyActivities<{ greet(name: string): Promise<string> }>({ startToCloseTimeout: '1 minute' });

const local = wf.proxyLocalActivities<{ greet(name: string): Promise<string> }>({ startToCloseTimeout: '1 minute' });

async function main(): Promise<unknown> {
  let done = false;
  wf.setHandler(wf.defineSignal('done'), () => void (done = true));
  wf.setHandler(wf.defineQuery('state'), () => done);
  wf.setHandler(wf.defineUpdate('rename'), () => undefined, { validator: () => undefined });
  wf.log.info('begun');
  wf.metricMeter.createCounter('begun').add(1);
  void wf.sleep(1, { summary: 'a while' });
  void greet('Ann');
  void local.greet('Ann');
  void wf.startChild('child', { workflowId: 'child' });
  void wf.getExternalWorkflowHandle('other').signal('go');
  await wf.condition(() => done);
  return await wf.continueAsNew();
}

describe('the workflow interceptor hook', () => {
  const calls: Call[] = [];
  let headersOfCommands: Record<string, string[]> = {};

  beforeAll(async () => {
    const interceptors = ['outer', 'inner'].map((name) => ({ interceptors: () => recording(name, calls) }));
    const driver = new Driver(main, { interceptors, activities: ['greet'] });
    const outcomes = [
      await driver.start(),
      await driver.activate([update('rename', 'u1')]),
      await driver.activate([query('state')]),
      await driver.activate([signal('done')]),
    ];
    await driver.enter(() => driver.run.dispose());
    const commands = outcomes.flatMap((outcome) => outcome.commands);
    headersOfCommands = Object.fromEntries(
      commands.flatMap((command) => ('header' in command ? [[command.kind, Object.keys(command.header ?? {})]] : [])),
    );
  });

  const rows = Object.entries({ ...INBOUND, ...OUTBOUND, ...INTERNALS });

  test.each(rows)('%s gets its input, the outer interceptor first', (hook, members) => {
    const [outer, inner] = calls.filter((call) => call.hook === hook);
    expect([outer?.name, inner?.name]).toEqual(['outer', 'inner']);
    const given = Object.entries(inner?.input ?? {}).filter(([, value]) => value !== undefined);
    expect(given.map(([name]) => name).sort()).toEqual([...members].sort());
    if (inner?.input.headers) expect(Object.keys(inner.input.headers)).toEqual(['outer']);
  });

  test('hands headers on to what the workflow asks for', () => {
    const both = ['outer', 'inner'];
    expect(headersOfCommands).toEqual({
      scheduleActivity: both,
      scheduleLocalActivity: both,
      startChildWorkflow: both,
      signalExternalWorkflow: both,
      continueAsNew: both,
    });
  });
});
