import { fileURLToPath } from 'node:url';
import {
  Client,
  WithStartWorkflowOperation,
  type WorkflowClientInterceptor,
  type WorkflowHandle,
  type WorkflowStartOptions,
} from '@perdure/client';
import {
  DefaultLogger,
  MetricsBuffer,
  NativeConnection,
  Runtime,
  Worker,
  type ActivityInboundCallsInterceptor,
  type ActivityOutboundCallsInterceptor,
} from '@perdure/worker';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as activities from './activities';
import type { waits } from './workflows';

const taskQueue = 'hooks';
const workflowsPath = fileURLToPath(new URL('workflows.ts', import.meta.url));

/** Every hook, with the members its input has. A hook without a row does not compile; one that is not called fails. */
type Rows<I> = { readonly [H in keyof Required<I>]: readonly string[] };

const CLIENT = {
  start: ['headers', 'options', 'workflowType'],
  startWithDetails: ['headers', 'options', 'workflowType'],
  signal: ['args', 'headers', 'signalName', 'workflowExecution'],
  signalWithStart: ['headers', 'options', 'signalArgs', 'signalName', 'workflowType'],
  startUpdate: ['args', 'firstExecutionRunId', 'headers', 'options', 'updateName', 'workflowExecution'],
  startUpdateWithStart: [
    'updateArgs',
    'updateHeaders',
    'updateName',
    'updateOptions',
    'workflowStartHeaders',
    'workflowStartOptions',
    'workflowType',
  ],
  query: ['args', 'headers', 'queryRejectCondition', 'queryType', 'workflowExecution'],
  terminate: ['firstExecutionRunId', 'reason', 'workflowExecution'],
  cancel: ['firstExecutionRunId', 'workflowExecution'],
  describe: ['workflowExecution'],
} satisfies Rows<WorkflowClientInterceptor>;

const ACTIVITY = { execute: ['args', 'headers'] } satisfies Rows<ActivityInboundCallsInterceptor>;
const ACTIVITY_OUTBOUND = {
  getLogAttributes: ['activityId', 'activityType', 'attempt', 'isLocal'],
  getMetricTags: ['activityType', 'namespace', 'taskQueue'],
} satisfies Rows<ActivityOutboundCallsInterceptor>;

type AnyInput = Record<string, unknown> & { headers?: Record<string, unknown> };
type AnyHook = (input: AnyInput, next: (input: AnyInput) => unknown) => unknown;

interface Call {
  readonly name: string;
  readonly hook: string;
  readonly input: AnyInput;
}
const calls: Call[] = [];

/** Notes every call, and adds a header of its own where there are headers. */
function recording(name: string, hooks: readonly string[]): Record<string, AnyHook> {
  const made = hooks.map((hook): [string, AnyHook] => [
    hook,
    (input, next) => {
      calls.push({ name, hook, input });
      const mark = defaultPayloadConverter.toPayload(name);
      return next(input.headers ? { ...input, headers: { ...input.headers, [name]: mark } } : input);
    },
  ]);
  return Object.fromEntries(made);
}

const callsOf = (hook: string): Call[] => calls.filter((call) => call.hook === hook);
const membersOf = ({ input }: Call): string[] =>
  Object.entries(input)
    .filter(([, value]) => value !== undefined)
    .map(([member]) => member)
    .sort();

/** Calls everything there is to intercept. */
async function useEverything({ workflow }: Client): Promise<void> {
  const options = (workflowId: string): WorkflowStartOptions<typeof waits> => ({ taskQueue, workflowId });
  await workflow.execute('talks', { taskQueue, workflowId: 'talks' });
  const handle: WorkflowHandle = await workflow.start('waits', options('waits'));
  await handle.query('state');
  await handle.executeUpdate('rename', { args: ['Ann'] });
  await handle.describe();
  await handle.signal('go');
  await handle.result();
  const signalled = await workflow.signalWithStart('waits', { ...options('signalled'), signal: 'go' });
  await signalled.result();
  const startWorkflowOperation = new WithStartWorkflowOperation('waits', {
    ...options('updated'),
    workflowIdConflictPolicy: 'FAIL',
  });
  await workflow.executeUpdateWithStart('rename', { args: ['Bob'], startWorkflowOperation });
  const updated = await startWorkflowOperation.workflowHandle();
  await updated.cancel();
  await expect(updated.result()).rejects.toThrow();
  const terminated = await workflow.start('waits', options('terminated'));
  await terminated.terminate('enough');
}

describe('the interceptor hook', () => {
  const entries: unknown[] = [];
  let connection: NativeConnection;

  beforeAll(async () => {
    const metrics = { buffer: new MetricsBuffer() };
    const logger = new DefaultLogger('DEBUG', ({ message, meta }) => entries.push({ message, meta }));
    Runtime.install({ logger, telemetryOptions: { metrics } });
    connection = await NativeConnection.connect({ address: testRedisUrl() });
    const namespace = freshNamespace();
    const activity = ['outer', 'inner'].map((name) => () => ({
      inbound: recording(name, Object.keys(ACTIVITY)),
      outbound: recording(name, Object.keys(ACTIVITY_OUTBOUND)),
    }));
    const worker = await Worker.create({
      ...{ connection, namespace, taskQueue, workflowsPath, activities },
      interceptors: { activity: activity },
    });
    // An interceptor that has `start` only is called with it; whoever has both is called with the newer one.
    const hooks = Object.keys(CLIENT).filter((hook) => hook !== 'start');
    const old = { start: recording('inner', ['start'])['start'] };
    const workflow = [recording('outer', ['start']), recording('outer', hooks), recording('inner', hooks), old];
    const client = new Client({ connection, namespace, interceptors: { workflow: workflow as never } });
    await worker.runUntil(() => useEverything(client));
  });
  afterAll(() => connection.close());

  it.each(Object.entries({ ...CLIENT, ...ACTIVITY }))('%s gets its input, the outer one first', (hook, members) => {
    const [outer, inner] = callsOf(hook);
    expect([outer?.name, inner?.name]).toEqual(['outer', 'inner']);
    expect(membersOf(inner!)).toEqual([...members].sort());
  });

  it.each(Object.entries(ACTIVITY_OUTBOUND))('%s gets what there is so far', (hook, members) => {
    const [outer, inner] = callsOf(hook);
    expect([outer?.name, inner?.name]).toEqual(['outer', 'inner']);
    expect(membersOf(inner!)).toEqual(expect.arrayContaining([...members]));
  });

  it('execute of an activity sees the headers that were added before it', () => {
    const [, inner] = callsOf('execute');
    expect(Object.keys(inner?.input.headers ?? {})).toEqual(['outer']);
  });
});

describe('headers', () => {
  it('of a client reach the workflow with signals, queries and updates', async () => {
    const namespace = freshNamespace();
    const connection = await NativeConnection.connect({ address: testRedisUrl() });
    const seen: string[] = [];
    const modules = [fileURLToPath(new URL('sees-headers.ts', import.meta.url))];
    const sinks = {
      seen: { header: { fn: (_info: unknown, hook: string, value: string) => void seen.push(`${hook} ${value}`) } },
    };
    const own = { connection, namespace, taskQueue, workflowsPath, activities, sinks };
    const worker = await Worker.create({ ...own, interceptors: { workflowModules: modules } });
    const mark = (hook: string) => ({ mark: defaultPayloadConverter.toPayload(`from ${hook}`) });
    const adds: WorkflowClientInterceptor = {
      startWithDetails: (input, next) => next({ ...input, headers: mark('start') }),
      signal: (input, next) => next({ ...input, headers: mark('signal') }),
      query: (input, next) => next({ ...input, headers: mark('query') }),
      startUpdate: (input, next) => next({ ...input, headers: mark('update') }),
    };
    const { workflow } = new Client({ connection, namespace, interceptors: { workflow: [adds] } });
    await worker.runUntil(async () => {
      const handle = await workflow.start('waits', { taskQueue, workflowId: 'w' });
      await handle.query('state');
      await handle.executeUpdate('rename', { args: ['Ann'] });
      await handle.signal('go');
      await handle.result();
    });
    await connection.close();
    expect(seen.sort()).toEqual([
      'execute from start',
      'handleQuery from query',
      'handleSignal from signal',
      'handleUpdate from update',
    ]);
  });
});
