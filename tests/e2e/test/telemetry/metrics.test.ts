import { fileURLToPath } from 'node:url';
import { Client } from '@perdure/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@perdure/worker';
import { freePort, freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as activities from './activities';

const taskQueue = 'measured';
const workflowsPath = fileURLToPath(new URL('workflows/metrics.ts', import.meta.url));

/** One line of the text: a metric with labels, in the order they are written in, and its value. */
function valueOf(text: string, name: string, labels: Record<string, string>): number | undefined {
  const all = Object.entries({ ...labels, service_name: 'perdure' });
  const wanted = all
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}="${value}"`)
    .join(',');
  const line = text.split('\n').find((each) => each.startsWith(`${name}{${wanted}} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

describe.each(['redis', 'memory'])('metrics of a process, scraped by Prometheus, on %s', (store) => {
  let connection: NativeConnection;
  let text = '';
  const namespace = freshNamespace();
  const queue = { namespace, task_queue: taskQueue };
  const of = (name: string, labels: Record<string, string> = {}): number | undefined => {
    return valueOf(text, `temporal_${name}`, { ...queue, ...labels });
  };
  const ofRequest = (operation: string, name = 'request'): number | undefined => {
    return valueOf(text, `temporal_${name}`, { namespace, operation });
  };

  beforeAll(async () => {
    const bindAddress = `127.0.0.1:${await freePort()}`;
    const scrape = async (): Promise<string> => (text = await (await fetch(`http://${bindAddress}/metrics`)).text());
    Runtime.install({
      logger: new DefaultLogger('ERROR', () => undefined),
      telemetryOptions: { metrics: { prometheus: { bindAddress } } },
    });
    connection = await NativeConnection.connect({
      address: store === 'redis' ? testRedisUrl() : `memory://${namespace}`,
    });
    const options = { connection, namespace, taskQueue, workflowsPath, activities, maxCachedWorkflows: 2 };
    const worker = await Worker.create(options);
    const { workflow } = new Client({ connection, namespace });
    await worker.runUntil(async () => {
      const start = (type: string) => workflow.start(type, { taskQueue, workflowId: type });
      await (await start('measured')).result();
      await expect((await start('fails')).result()).rejects.toThrow();
      const broken = await start('breaks');
      await waitFor(async () => (await scrape()).includes('failure_reason="WorkflowError"'));
      await broken.terminate();
      const waiting = await start('waits');
      await waiting.cancel();
      await expect(waiting.result()).rejects.toThrow();
      await expect(workflow.getHandle('nobody').signal('go')).rejects.toThrow();
      await waitFor(async () => {
        await scrape();
        return of('worker_task_slots_used', { worker_type: 'WorkflowWorker' }) === 0;
      });
    });
    await scrape();
  });
  afterAll(async () => {
    await connection.close();
    await Runtime._instance?.shutdown();
    Runtime.defaultOptions = {};
  });

  it('count how runs end', () => {
    expect(of('workflow_completed', { workflow_type: 'measured' })).toBe(1);
    expect(of('workflow_continue_as_new', { workflow_type: 'measured' })).toBe(1);
    expect(of('workflow_failed', { workflow_type: 'fails' })).toBe(1);
    expect(of('workflow_canceled', { workflow_type: 'waits' })).toBe(1);
    expect(of('workflow_endtoend_latency_count', { workflow_type: 'measured' })).toBe(2);
  });

  it('measure workflow tasks', () => {
    const measured = { workflow_type: 'measured' };
    expect(of('workflow_task_schedule_to_start_latency_count', measured)).toBeGreaterThanOrEqual(5);
    expect(of('workflow_task_execution_latency_count', measured)).toBeGreaterThanOrEqual(5);
    const failed = { workflow_type: 'breaks', failure_reason: 'WorkflowError' };
    expect(of('workflow_task_execution_failed', failed)).toBeGreaterThanOrEqual(1);
    expect(of('sticky_cache_hit')).toBeGreaterThanOrEqual(1);
    expect(of('sticky_cache_size')).toBe(0);
  });

  it('measure activities', () => {
    const greet = { activity_type: 'greet', workflow_type: 'measured' };
    const failOnce = { activity_type: 'failOnce', workflow_type: 'measured' };
    expect(of('activity_task_received', greet)).toBe(2);
    expect(of('activity_schedule_to_start_latency_count', greet)).toBe(2);
    expect(of('activity_execution_latency_count', failOnce)).toBe(2);
    expect(of('activity_execution_failed', failOnce)).toBe(1);
    expect(of('activity_succeed_endtoend_latency_count', failOnce)).toBe(1);
  });

  it('count requests by operation, those that wait apart, and failures by their code', () => {
    expect(ofRequest('StartWorkflowExecution')).toBe(4);
    expect(ofRequest('StartWorkflowExecution', 'request_latency_count')).toBe(4);
    expect(ofRequest('TerminateWorkflowExecution')).toBe(1);
    expect(ofRequest('RequestCancelWorkflowExecution')).toBe(1);
    expect(ofRequest('RespondWorkflowTaskCompleted')).toBeGreaterThanOrEqual(8);
    expect(ofRequest('RespondWorkflowTaskFailed')).toBeGreaterThanOrEqual(1);
    expect(ofRequest('GetWorkflowExecutionHistory', 'long_request')).toBeGreaterThanOrEqual(3);
    expect(ofRequest('PollWorkflowTaskQueue', 'long_request')).toBeGreaterThanOrEqual(1);
    const failure = { namespace, operation: 'SignalWorkflowExecution', status_code: 'NOT_FOUND' };
    expect(valueOf(text, 'temporal_request_failure', failure)).toBe(1);
  });

  it('say what the worker is at', () => {
    expect(of('worker_start')).toBe(1);
    expect(of('num_pollers', { poller_type: 'workflow_task' })).toBe(0);
    expect(of('worker_task_slots_available', { worker_type: 'WorkflowWorker' })).toBe(2);
    expect(of('worker_task_slots_used', { worker_type: 'ActivityWorker' })).toBe(0);
    expect(of('workflow_task_queue_poll_succeed')).toBeGreaterThanOrEqual(1);
    expect(of('workflow_task_queue_poll_empty')).toBeGreaterThanOrEqual(1);
    expect(of('activity_poll_no_task')).toBeGreaterThanOrEqual(1);
  });

  it('of workflow code come with its tags, once for each run', () => {
    const rounds = text.split('\n').filter((each) => each.startsWith('rounds{'));
    expect(rounds).toHaveLength(2);
    for (const line of rounds) expect(line).toMatch(/taskQueue="measured".* 1$/);
  });
});
