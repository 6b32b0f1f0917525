import {
  isGrpcDeadlineError,
  QueryNotRegisteredError,
  QueryRejectCondition,
  QueryRejectedError,
  WorkflowClient,
} from '@perdure/client';
import { expect, it } from 'vitest';
import type { Rules } from '../support/rules';
import { rejection, Scene } from '../support/scene';
import * as workflows from '../workflows/queries';

export const queries: Rules = (scene) => {
  it('look at an open workflow, and at a closed one by replay', async () => {
    const handle = await scene().start(workflows.queried);
    expect(await handle.query(workflows.state, 'is ')).toBe('is waiting');
    await handle.signal(workflows.end);
    await handle.result();
    expect(await handle.query(workflows.state, 'has ')).toBe('has ended');
  });

  it('see every signal that was sent before them', async () => {
    const handle = await scene().start(workflows.queried);
    await handle.signal(workflows.end);
    expect(await handle.query(workflows.state, '')).toBe('ended');
    await handle.result();
  });

  it('that nobody registered say which there are', async () => {
    const handle = await scene().start(workflows.queried);
    const error = await rejection(handle.query('unknown'));
    expect(error).toBeInstanceOf(QueryNotRegisteredError);
    expect(error.message).toBe(
      'Workflow did not register a handler for unknown. Registered queries: ' +
        '[__stack_trace __enhanced_stack_trace __temporal_workflow_metadata state asyncQuery throwing]',
    );
    await handle.signal(workflows.end);
    await handle.result();
  });

  it('may not answer with a promise', async () => {
    const handle = await scene().start(workflows.queried);
    const error = await rejection(handle.query(workflows.asyncQuery));
    expect(error.message).toBe('Query handlers should not return a Promise');
    expect((await rejection(handle.query(workflows.throwing))).message).toBe('thrown by a query handler');
    // The workflow has not noticed.
    await handle.signal(workflows.end);
    expect(await handle.result()).toBe('ended');
  });

  it('reach the default handler', async () => {
    const handle = await scene().start(workflows.defaultQueries);
    expect(await handle.query('anything', 'a', 'b')).toBe('anything with a,b');
    await handle.signal(workflows.end);
    await handle.result();
  });

  it('tell where a workflow waits, however often and whoever asked before', async () => {
    const handle = await scene().start(workflows.queried);
    expect(await handle.query(workflows.state, 'is ')).toBe('is waiting');
    const first = await handle.query<string>('__stack_trace');
    expect(first).toMatch(/at queried \(.*workflows.queries\.ts:\d+:\d+\)/);
    expect(await handle.query('__stack_trace')).toBe(first);
    const enhanced = await handle.query<{ stacks: { locations: object[] }[] }>('__enhanced_stack_trace');
    expect(enhanced.stacks[0]?.locations[0]).toMatchObject({ function_name: 'queried' });
    await handle.signal(workflows.end);
    expect(await handle.result()).toBe('ended');
    expect(await handle.query('__stack_trace')).toBe('');
  });

  it('are refused for a closed workflow when the client says so', async () => {
    const handle = await scene().start(workflows.queried);
    await handle.signal(workflows.end);
    await handle.result();
    const { connection, options } = scene().client;
    const strict = new WorkflowClient({
      connection,
      namespace: options.namespace,
      queryRejectCondition: QueryRejectCondition.NOT_OPEN,
    });
    const error = await rejection(strict.getHandle(handle.workflowId).query(workflows.state, ''));
    expect(error).toBeInstanceOf(QueryRejectedError);
    expect((error as QueryRejectedError).status).toBeDefined();
  });

  it('to a workflow without a worker end at their deadline', async () => {
    const alone = await Scene.open();
    try {
      const handle = await alone.start(workflows.queried);
      const asked = alone.client.withDeadline(Date.now() + 300, () => handle.query(workflows.state, ''));
      expect(isGrpcDeadlineError(await rejection(asked))).toBe(true);
      await handle.terminate();
    } finally {
      await alone.close();
    }
  });
};
