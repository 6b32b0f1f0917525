import { fileURLToPath } from 'node:url';
import { Client } from '@perdure/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, type LogEntry } from '@perdure/worker';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const taskQueue = 'sinks';
const workflowsPath = fileURLToPath(new URL('sink-workflows.ts', import.meta.url));

describe.each(['redis', 'memory'])('sinks, on %s', (store) => {
  describe.each([undefined, 0])('with maxCachedWorkflows %s', (maxCachedWorkflows) => {
    const replayed = maxCachedWorkflows === 0;
    const entries: LogEntry[] = [];
    const once: string[] = [];
    const always: string[] = [];
    let connection: NativeConnection;

    beforeAll(async () => {
      await Runtime._instance?.shutdown();
      Runtime.install({ logger: new DefaultLogger('ERROR', (entry) => entries.push(entry)) });
      const namespace = freshNamespace();
      const address = store === 'redis' ? testRedisUrl() : `memory://${namespace}`;
      connection = await NativeConnection.connect({ address });
      const sinks = {
        audit: {
          once: { fn: (_info: unknown, line: string) => void once.push(line) },
          always: { fn: (_info: unknown, line: string) => void always.push(line), callDuringReplay: true },
          throws: {
            fn: () => {
              throw new Error('the sink is broken');
            },
          },
        },
      };
      const worker = await Worker.create({
        connection,
        namespace,
        taskQueue,
        workflowsPath,
        sinks,
        maxCachedWorkflows,
      });
      const { workflow } = new Client({ connection, namespace });
      await worker.runUntil(async () => {
        const handle = await workflow.start('audited', { taskQueue, workflowId: 'audited' });
        await waitFor(async () => (await handle.query<string>('state')) === 'waiting');
        await handle.executeUpdate('next', { args: [] });
        await handle.result();
      });
    });
    afterAll(async () => {
      await connection.close();
    });

    it('are silent while a history is replayed; queries and validators speak whenever they are asked', () => {
      const spoken = once.filter((line) => line !== 'query');
      // The update and the timer race.
      expect(spoken.sort()).toEqual(['began', 'ended', 'handled', 'slept', 'validated']);
      expect(once).toContain('query');
    });

    it('are called while a history is replayed when they ask for it', () => {
      const begins = always.filter((line) => line === 'began');
      if (replayed) expect(begins.length).toBeGreaterThan(1);
      else expect(begins).toHaveLength(1);
    });

    it('that throw, or are not there, are logged and change nothing', () => {
      const messages = entries.map(({ message }) => message);
      expect(messages).toContain('External sink function threw an error');
      expect(messages).toContain('Workflow referenced an unregistered external sink');
      const thrown = entries.find(({ message }) => message === 'External sink function threw an error');
      expect(thrown?.meta).toMatchObject({ workflowId: 'audited', ifaceName: 'audit', fnName: 'throws' });
    });
  });
});
