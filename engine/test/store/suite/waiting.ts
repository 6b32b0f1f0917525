import { describe, expect, it } from 'vitest';
import { waitFor } from '@perdure/testkit';
import type { Store, WatchReply } from '../../../src/store/contract';
import type { Effect } from '../../../src/model/transition';
import { admit, append, arrive, completeRun, event, SCHEDULE, signal, signalled, terminate, transition } from './build';
import { type MakeServer, RUN, scenes, SHARD, WF } from './scene';

type Message = [runId: string, topic: string, message: unknown];

export function waitingSuite(make: MakeServer): void {
  const scene = scenes(make);

  function collect(store: Store): Message[] {
    const messages: Message[] = [];
    store.inbox.onMessage((runId, topic, message) => messages.push([runId, topic, JSON.parse(message)]));
    return messages;
  }

  async function watch(topic: string, store: Store = scene().store, ttlMs = 60_000): Promise<WatchReply | undefined> {
    const [reply] = await store.watch(SHARD, [{ runId: RUN, topic, inbox: store.inbox.id, ttlMs }]);
    return reply;
  }

  describe('waiting for the close', () => {
    it('hears it with the last event, in every inbox that registered', async () => {
      await scene().start();
      const other = await scene().connect();
      const heard = [collect(scene().store), collect(other)];
      expect(await watch('close')).toEqual({ state: 'waiting' });
      expect(await watch('close', other)).toEqual({ state: 'waiting' });
      await scene().do(...terminate());
      const message = {
        status: 'TERMINATED',
        event: { t: expect.any(Number) as number, type: 'WorkflowExecutionTerminated' },
      };
      for (const messages of heard) {
        await waitFor(() => messages.length > 0);
        expect(messages).toEqual([[RUN, 'close', message]]);
      }
      expect(await scene().key('n:run-1')).toBeUndefined();
    });

    it('is told at once when it is over, with the same message', async () => {
      await scene().start();
      const messages = collect(scene().store);
      await watch('close');
      await scene().do(...terminate());
      const reply = await watch('close');
      await waitFor(() => messages.length > 0);
      expect(reply?.state).toBe('done');
      expect(JSON.parse(reply?.message ?? '')).toEqual(messages[0]?.[2]);
      expect(await scene().key('n:run-1')).toBeUndefined();
    });

    it('leaves a large event out', async () => {
      await scene().start();
      await watch('close');
      const messages = collect(scene().store);
      const large = event('WorkflowExecutionCompleted', { result: [{ encoding: 'x', data: 'y'.repeat(20_000) }] });
      await scene().complete(await scene().workflowTask(), [append(large), ...completeRun().slice(1)]);
      await waitFor(() => messages.length > 0);
      expect(messages[0]?.[2]).toEqual({ status: 'COMPLETED' });
      expect(await watch('close')).toEqual({ state: 'done', message: '{"status":"COMPLETED"}' });
    });

    it('of an unknown run is gone', async () => {
      expect(await watch('close')).toEqual({ state: 'gone' });
      expect(await watch('update:u1')).toEqual({ state: 'gone' });
    });

    it('ends by unwatch or by its time', async () => {
      await scene().start();
      const messages = collect(scene().store);
      await watch('close');
      await scene().store.unwatch(SHARD, [{ runId: RUN, topic: 'close', inbox: scene().store.inbox.id }]);
      expect(await scene().key('n:run-1')).toBeUndefined();
      const short = await scene().connect();
      const late = collect(short);
      await watch('close', short, 30);
      await scene().pass(50);
      await scene().do(...terminate());
      await scene().pass(50);
      expect([...messages, ...late]).toEqual([]);
    });

    it('can be registered by the transition that starts the run, and answers several requests at once', async () => {
      const { id } = scene().store.inbox;
      await scene().start({}, { do: 'watch', topic: 'close', inbox: id, ttlMs: 60_000 });
      expect(Object.keys((await scene().key<object>('n:run-1')) ?? {})).toEqual([`close ${id}`]);
      const request = { inbox: id, ttlMs: 60_000, topic: 'close' };
      const replies = await scene().store.watch(SHARD, [
        { ...request, runId: RUN },
        { ...request, runId: 'unknown' },
      ]);
      expect(replies).toEqual([{ state: 'waiting' }, { state: 'gone' }]);
    });
  });

  describe('notify', () => {
    it('reaches those who registered for that topic only, in order', async () => {
      await scene().start({}, ...admit('u1'), ...admit('u2'));
      const messages = collect(scene().store);
      await watch('update:u1');
      const tell = (topic: string, n: number): Effect => ({ do: 'notify', topic, message: `{"n":${n}}` });
      await scene().do(tell('update:u1', 1), tell('update:u2', 2), tell('update:u1', 3));
      await scene().do(tell('update:u1', 4));
      await waitFor(() => messages.length === 3);
      expect(messages).toEqual([1, 3, 4].map((n) => [RUN, 'update:u1', { n }]));
    });

    it('carries topics and messages with any characters', async () => {
      const updateId = 'a|b c:d "ü" 7|x 𝄞';
      await scene().start({}, ...admit(updateId));
      const messages = collect(scene().store);
      expect(await watch(`update:${updateId}`)).toEqual({ state: 'waiting' });
      await scene().do({ do: 'notify', topic: `update:${updateId}`, message: '{"x":"a|b c"}' });
      await waitFor(() => messages.length > 0);
      expect(messages).toEqual([[RUN, `update:${updateId}`, { x: 'a|b c' }]]);
    });
  });

  describe('an update', () => {
    const put = (to: string, updateId = 'u1'): Effect => ({ do: 'moveUpdate', updateId, to });

    it('is waited for from its admission to its outcome', async () => {
      await scene().start();
      expect(await watch('update:u1')).toEqual({ state: 'gone' });
      await scene().do(...admit('u1'));
      expect(await scene().key('u:run-1')).toEqual({ u1: 'admitted' });
      expect(await watch('update:u1')).toEqual({ state: 'waiting' });
      await scene().do(put('accepted 7'));
      expect(await watch('update:u1')).toEqual({ state: 'waiting', message: '{"state":"accepted"}' });
      await scene().do(append(event('WorkflowExecutionUpdateCompleted', { updateId: 'u1' })), put('completed 3'));
      const done = await watch('update:u1');
      expect(done?.state).toBe('done');
      expect(JSON.parse(done?.message ?? '')).toMatchObject({ state: 'completed', event: { updateId: 'u1' } });
    });

    it('is open until it is completed or rejected, and counted unless it was rejected', async () => {
      await scene().start();
      const counts = async () => {
        const { updOpen = '0', updDone = '0' } = (await scene().record()).run;
        return [updOpen, updDone].map(Number);
      };
      expect(await counts()).toEqual([0, 0]);
      await scene().do(...admit('u1'), ...admit('u2'), ...admit('u3'));
      await scene().do(put('accepted 5'));
      expect(await counts()).toEqual([3, 0]);
      await scene().do(put('completed 6'));
      await scene().do(put('rejected {}', 'u2'));
      expect(await counts()).toEqual([1, 1]);
      await scene().do(put('accepted 7', 'u3'), put('completed 8', 'u3'));
      expect(await counts()).toEqual([0, 2]);
      // What has ended does not end again.
      await scene().do(put('completed 9'), put('rejected {}', 'u2'), put('completed 9', 'unknown'));
      expect(await counts()).toEqual([0, 2]);
      const { run } = await scene().record();
      expect(run).not.toHaveProperty('updOpen');
    });

    it('that was rejected tells why', async () => {
      await scene().start({}, ...admit('u1'), put('rejected {"message":"no way"}'));
      expect(await watch('update:u1')).toEqual({
        state: 'done',
        message: '{"state":"rejected","failure":{"message":"no way"}}',
      });
    });

    it('hears that the run has closed without an outcome', async () => {
      await scene().start({}, ...admit('u1'));
      const messages = collect(scene().store);
      await watch('update:u1');
      await scene().do(...terminate());
      await waitFor(() => messages.length > 0);
      expect(messages).toEqual([[RUN, 'update:u1', { state: 'closed' }]]);
      expect(await watch('update:u1')).toEqual({ state: 'done', message: '{"state":"closed"}' });
    });

    it('keeps its outcome when the run closes', async () => {
      await scene().start({}, ...admit('u1'), put('completed 1'));
      await scene().do(...terminate());
      expect((await watch('update:u1'))?.message).toContain('"state":"completed"');
    });
  });

  describe('a query', () => {
    const query = (queryId: string) => ({
      queryId,
      name: 'state',
      args: [{ encoding: 'json/plain', data: '"|\\""' }],
      header: {},
    });
    const ask = (queryId: string, rest: { runId?: string; ttlMs?: number; workflowId?: string } = {}) =>
      scene().store.ask(SHARD, {
        workflowId: WF,
        query: query(queryId),
        inbox: scene().store.inbox.id,
        ttlMs: 60_000,
        ...rest,
      });
    const answer = (queryId: string, n = 1): Effect => ({ do: 'answerQuery', queryId, answer: `{"n":${n}}` });

    it('of an idle run comes by itself, with the history', async () => {
      await scene().idle();
      expect(await ask('q1')).toEqual({ state: 'asked', runId: RUN, status: 'RUNNING' });
      const task = await scene().queryTask();
      expect(task).toMatchObject({
        workflowId: WF,
        runId: RUN,
        query: query('q1'),
        previousStartedEventId: 3,
        warm: false,
      });
      expect(task.events).toHaveLength(4);
      expect((await scene().record()).run['wft']).toBeUndefined();
    });

    it('goes to the worker that holds the run, without events', async () => {
      await scene().start();
      await scene().complete(await scene().workflowTask({ sticky: true }), [], { sticky: 'worker-1' });
      await ask('q1');
      expect(await scene().queryTask({ sticky: true })).toMatchObject({ warm: true, events: [], paged: false });
    });

    it('waits for the task that is scheduled or out, and sees what came before it', async () => {
      await scene().start();
      await ask('q1');
      const task = await scene().workflowTask();
      expect(task.queries).toEqual([query('q1')]);
      await ask('q2');
      const messages = collect(scene().store);
      await scene().complete(task, [answer('q1')]);
      await waitFor(() => messages.length > 0);
      expect(messages).toEqual([[RUN, 'query:q1', { n: 1 }]]);
      expect(await scene().queryTask()).toMatchObject({ query: { queryId: 'q2' } });
      expect(await scene().key('k:run-1')).toBeUndefined();
    });

    it('goes with the next task when there is one', async () => {
      await scene().start();
      const task = await scene().workflowTask();
      await ask('q1');
      await scene().do(...signal('a'));
      await scene().complete(task);
      expect((await scene().workflowTask()).queries).toEqual([query('q1')]);
    });

    it('whose turn comes when the run has a task again is attached to that task', async () => {
      await scene().idle();
      await ask('q1');
      await scene().do(arrive('s', signalled('a')), SCHEDULE);
      const task = await scene().workflowTask();
      expect(task.queries).toEqual([query('q1')]);
      expect(await scene().key('k:run-1')).toEqual(['q1']);
      await scene().complete(task);
      expect(await scene().queryTask()).toMatchObject({ query: { queryId: 'q1' } });
    });

    it('of a closed run is answered from its history', async () => {
      await scene().start();
      await scene().complete(await scene().workflowTask(), completeRun());
      expect(await ask('q1')).toMatchObject({ state: 'asked', status: 'COMPLETED' });
      expect((await scene().queryTask()).events).toHaveLength(5);
      const messages = collect(scene().store);
      await scene().apply(transition(WF, [answer('q1')], { guards: [], runId: RUN }));
      await waitFor(() => messages.length > 0);
    });

    it('is watched from the question to the answer', async () => {
      await scene().idle();
      expect(await watch('query:q1')).toEqual({ state: 'gone' });
      await ask('q1');
      expect(await watch('query:q1')).toEqual({ state: 'waiting' });
      await scene().do(answer('q1'));
      expect(await watch('query:q1')).toEqual({ state: 'done', message: '{"n":1}' });
    });

    it('is answered once, an unknown one never', async () => {
      await scene().idle();
      const messages = collect(scene().store);
      await ask('q1');
      await scene().do(answer('q1', 1), answer('unknown', 7));
      await scene().do(answer('q1', 2));
      await scene().pass(30);
      await waitFor(() => messages.length > 0);
      expect(messages).toEqual([[RUN, 'query:q1', { n: 1 }]]);
      expect(await scene().key('ask:unknown')).toBeUndefined();
    });

    it('asked again is one question', async () => {
      await scene().idle();
      await ask('q1');
      await ask('q1');
      expect(await scene().key('q:workflow:3:flows')).toEqual(['q|run-1|q1']);
      await scene().do(answer('q1'));
      await ask('q1');
      expect(await scene().key('ask:q1')).toBe('A{"n":1}');
    });

    it('is dropped when it was answered or its time is over', async () => {
      await scene().idle();
      await ask('q1', { ttlMs: 20 });
      await ask('q2');
      await scene().do(answer('q2'));
      await scene().pass(40);
      expect((await scene().poll()).tasks).toEqual([]);
      expect(await watch('query:q1')).toEqual({ state: 'gone' });
    });

    it('of an unknown run finds none', async () => {
      expect(await ask('q1')).toEqual({ state: 'notFound' });
      await scene().start();
      expect(await ask('q1', { runId: 'unknown' })).toEqual({ state: 'notFound' });
      expect(await ask('q1', { workflowId: 'other', runId: RUN })).toEqual({ state: 'notFound' });
      expect(await scene().key('ask:q1')).toBeUndefined();
    });

    it('repeated by its poll comes again', async () => {
      await scene().idle();
      await ask('q1');
      const request = { pollId: 'p-1' };
      const first = await scene().poll(request);
      expect((await scene().poll(request)).tasks).toEqual(first.tasks);
    });
  });

  describe('reading a run', () => {
    it('tells its fields, what is pending and asked for', async () => {
      await scene().start({}, append(event('ActivityTaskScheduled', { activityId: 'a' })), ...[3].flatMap(pend));
      const record = await scene().record();
      expect(record).toMatchObject({
        workflowId: WF,
        runId: RUN,
        currentRunId: RUN,
        firstRunId: RUN,
        historyLength: 3,
      });
      expect(record.asked).toMatchObject({ 3: { type: 'ActivityTaskScheduled', eventId: 3 } });
      expect(record.pending).toMatchObject({ 'act:3': 'scheduled 1' });
      expect(record.latest.eventId).toBe(3);
    });

    it('finds nothing of an unknown one', async () => {
      expect(await scene().store.readRun(SHARD, WF)).toBeUndefined();
      await scene().start();
      expect(await scene().store.readRun(SHARD, WF, 'unknown')).toBeUndefined();
      expect(await scene().store.readRun(SHARD, 'other', RUN)).toBeUndefined();
    });

    it('keeps odd ids apart', async () => {
      const workflowId = 'a:b|c {d} "ü" *?[x]';
      await scene().startAs(workflowId, 'run-2');
      expect(await scene().record(undefined, workflowId)).toMatchObject({ workflowId, runId: 'run-2' });
    });
  });

  describe('fields', () => {
    it('are set, stamped and removed', async () => {
      await scene().start();
      const { nowMs } = await scene().do(
        { do: 'set', hash: 'current', field: 'extra', value: 'a b|c\u0000' },
        { do: 'stamp', hash: 'pending', field: 'at' },
        { do: 'set', hash: 'pending', field: 'gone', value: '' },
        { do: 'unset', hash: 'pending', fields: ['gone', 'never'] },
      );
      expect(await scene().key('x:wf')).toMatchObject({ extra: 'a b|c\u0000' });
      expect(await scene().key('p:run-1')).toEqual({ at: String(nowMs) });
      await scene().do({ do: 'unset', hash: 'pending', fields: ['at'] });
      expect(await scene().key('p:run-1')).toBeUndefined();
    });
  });
}

function pend(id: number): Effect[] {
  return [{ do: 'set', hash: 'pending', field: `act:${id}`, value: 'scheduled 1' }];
}
