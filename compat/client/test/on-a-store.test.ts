/** What needs no worker, through the real engine: on the embedded store and on Redis. */
import {
  Client,
  Connection,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  isGrpcCancelledError,
  isGrpcDeadlineError,
} from '@perdure/client';
import { freshNamespace, testRedisUrl } from '@perdure/testkit';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe.each([
  ['the embedded store', () => `memory://${freshNamespace('client')}`],
  ['Redis', testRedisUrl],
])('on %s', (_name, address) => {
  let connection: Connection;
  let client: Client;
  let ids = 0;
  const options = () => ({ taskQueue: 'nobody-polls', workflowId: `w-${(ids += 1)}` });

  beforeAll(async () => {
    connection = await Connection.connect({ address: address() });
    client = new Client({ connection, namespace: freshNamespace('client') });
  });
  afterAll(async () => connection.close());

  it('describes what was started', async () => {
    const start = {
      ...options(),
      args: [1],
      memo: { note: 'x' },
      staticSummary: 'in short',
      staticDetails: 'at length',
    };
    const handle = await client.workflow.start('wf', start);
    const description = await handle.describe();
    expect(description).toMatchObject({
      type: 'wf',
      workflowId: start.workflowId,
      runId: handle.firstExecutionRunId,
      status: { code: 1, name: 'RUNNING' },
      memo: { note: 'x' },
      rootExecution: { workflowId: start.workflowId },
    });
    expect(await description.staticSummary()).toBe('in short');
    expect(await description.staticDetails()).toBe('at length');
    expect(Math.abs(description.startTime.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('refuses a second start of an open id, and follows the policies', async () => {
    const start = options();
    const first = await client.workflow.start('wf', start);
    await expect(client.workflow.start('wf', start)).rejects.toThrow(WorkflowExecutionAlreadyStartedError);
    const existing = await client.workflow.start('wf', { ...start, workflowIdConflictPolicy: 'USE_EXISTING' });
    expect(existing.firstExecutionRunId).toBe(first.firstExecutionRunId);
    const second = await client.workflow.start('wf', { ...start, workflowIdConflictPolicy: 'TERMINATE_EXISTING' });
    await expect(first.result()).rejects.toThrow(WorkflowFailedError);
    expect((await second.describe()).status.name).toBe('RUNNING');
    await expect(first.cancel()).rejects.toThrow(WorkflowNotFoundError);
  });

  it('signals, starting if need be, and shows the signals in the history', async () => {
    const start = options();
    const handle = await client.workflow.signalWithStart('wf', { ...start, signal: 'a', signalArgs: [1] });
    await handle.signal('b', { deep: ['x'] });
    const history = JSON.parse(historyToJSON(await handle.fetchHistory())) as {
      events: { eventType: string; workflowExecutionSignaledEventAttributes?: { signalName: string } }[];
    };
    const signals = history.events.map((event) => event.workflowExecutionSignaledEventAttributes?.signalName);
    expect(signals.filter(Boolean)).toEqual(['a', 'b']);
    expect(history.events[0]?.eventType).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED');
  });

  it('terminates with a reason that the result tells', async () => {
    const handle = await client.workflow.start('wf', options());
    const result = handle.result();
    const told = expect(result).rejects.toMatchObject({ message: 'enough', cause: { name: 'TerminatedFailure' } });
    await handle.terminate('enough');
    await told;
    await expect(handle.signal('s')).rejects.toThrow('workflow execution already completed');
    expect((await handle.describe()).status).toEqual({ code: 5, name: 'TERMINATED' });
  });

  it('does not find what is not there', async () => {
    const handle = client.workflow.getHandle('nowhere');
    await expect(handle.describe()).rejects.toThrow(WorkflowNotFoundError);
    await expect(handle.result()).rejects.toThrow(WorkflowNotFoundError);
    await expect(handle.fetchHistory()).rejects.toThrow(WorkflowNotFoundError);
  });

  it('stops waiting at a deadline or when told to', async () => {
    const handle = await client.workflow.start('wf', options());
    const late = await client.withDeadline(Date.now() + 100, () => handle.result()).catch((error: unknown) => error);
    expect(isGrpcDeadlineError(late)).toBe(true);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    const stopped = await client.withAbortSignal(abort.signal, () => handle.result()).catch((error: unknown) => error);
    expect(isGrpcCancelledError(stopped)).toBe(true);
  });

  it('a query that no worker answers ends with its deadline and says why', async () => {
    const handle = await client.workflow.start('wf', options());
    const asked = client.withDeadline(Date.now() + 200, () => handle.query('q'));
    await expect(asked).rejects.toThrow(/Failed to query Workflow: .*is a worker running that serves its task queue/);
  });
});
