import { expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { answer, complete, failRun, applicationFailure } from './commands';
import { onEachStore } from './scene';
import { code, json, pausing, scriptedWorkflows } from './scripted-worker';

/** Counts signals; a signal named `end` completes, `fail` fails. */
const wf = code(() => {
  let count = 0;
  return {
    signalWorkflow: ({ signalName }) => {
      if (signalName === 'end') return [complete('ended')];
      if (signalName === 'fail') return [failRun(applicationFailure('failed'))];
      count += 1;
      return [];
    },
    queryWorkflow: ({ queryId, name }) =>
      name === 'count'
        ? [answer(queryId, count)]
        : [{ kind: 'queryResponse', queryId, answer: { failure: { message: `no ${name}` } } }],
  };
});

onEachStore('a query', (scene) => {
  const target = { workflowId: 'w' };
  const query = (name = 'count', rejection?: 'NOT_OPEN' | 'NOT_COMPLETED_CLEANLY') =>
    scene().during(scene().client.query(target, { name, args: [], rejection }));
  const closed = async (signal: string) => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    await scene().signal(signal);
    await scene().closing();
  };

  it('sees every signal that came before it', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    expect(await query()).toEqual([json(0)]);
    for (let count = 1; count <= 3; count += 1) {
      await scene().signal('more');
      expect(await query()).toEqual([json(count)]);
    }
  });

  it('leaves nothing in the history', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    await query();
    const before = await scene().types();
    await query();
    expect(await scene().types()).toEqual(before);
  });

  it('that fails says why', async () => {
    scene().worker({ scripts: { wf } });
    await scene().start();
    await expect(query('other')).rejects.toMatchObject({ code: 'QUERY_FAILED', message: 'no other' });
  });

  it('is answered by a closed workflow, from its history', async () => {
    await closed('end');
    expect(await query()).toEqual([json(0)]);
  });

  it('is answered by a worker that has never seen the workflow', async () => {
    const first = scene().worker({ scripts: { wf } });
    await scene().start();
    await scene().signal('more');
    expect(await query()).toEqual([json(1)]);
    await first.stop();
    scene().worker({ scripts: { wf } });
    expect(await query()).toEqual([json(1)]);
  });

  it('without a worker ends with its deadline', async () => {
    await scene().start();
    const asked = scene().client.query(target, { name: 'count', args: [] }, { deadlineMs: Date.now() + 60 });
    await expect(asked).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('can be given up by its caller', async () => {
    await scene().start();
    const abort = new AbortController();
    const asked = scene().client.query(target, { name: 'count', args: [] }, { abortSignal: abort.signal });
    abort.abort();
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('of an unknown workflow is refused', async () => {
    await expect(query()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is rejected as its condition says', async () => {
    await closed('fail');
    await expect(query('count', 'NOT_OPEN')).rejects.toMatchObject({ code: 'QUERY_REJECTED' });
    await expect(query('count', 'NOT_COMPLETED_CLEANLY')).rejects.toMatchObject({ details: { status: 'FAILED' } });
    expect(await query()).toEqual([json(0)]);
  });

  it('that comes while a workflow task is out is answered with the next one', async () => {
    const asked: Promise<unknown>[] = [];
    scene().worker({
      workflows: pausing(scriptedWorkflows({ wf }), 'signalWorkflow', async () => {
        asked.push(scene().client.query(target, { name: 'count', args: [] }));
        await scene().signal('more');
      }),
    });
    await scene().start();
    await scene().signal('more');
    await scene().until(() => asked.length > 0);
    expect(await scene().during(asked[0]!)).toEqual([json(2)]);
  });

  it('that comes while the last task is out is answered by the closed workflow', async () => {
    const asked: Promise<unknown>[] = [];
    scene().worker({
      workflows: pausing(scriptedWorkflows({ wf }), 'signalWorkflow', async () => {
        asked.push(scene().client.query(target, { name: 'count', args: [] }));
        await scene().until(async () => (await scene().client.describe(target)).status === 'RUNNING');
      }),
    });
    await scene().start();
    await scene().client.signal(target, { requestId: randomUUID(), name: 'end', args: [] });
    await scene().closing();
    expect(await scene().during(asked[0]!)).toEqual([json(0)]);
  });
});
