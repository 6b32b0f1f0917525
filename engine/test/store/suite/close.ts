import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/model/transition';
import {
  admit,
  append,
  arrive,
  close,
  completeRun,
  create,
  event,
  NEW,
  OPEN,
  scheduleActivity,
  SCHEDULE,
  signalled,
  terminate,
  transition,
} from './build';
import { type MakeServer, RUN, scenes, SHARD, WF } from './scene';

const send = (name: string): Effect => ({ do: 'send', message: JSON.stringify({ to: name }) });
const will = (key: string): Effect => ({ do: 'will', key, message: JSON.stringify({ will: key }) });

export function closeSuite(make: MakeServer): void {
  const scene = scenes(make);
  const lease = (owner: string, rest = {}) => ({ owner, leaseMs: 60_000, limit: 10, ...rest });

  describe('closing a run', () => {
    it('leaves the history, the run, its updates, and nothing pending', async () => {
      await scene().start({ runTimeoutMs: 60_000 }, ...scheduleActivity(3), ...admit('u1'), will('w'), {
        do: 'unwill',
        keys: ['w'],
      });
      await scene().workflowTask();
      await scene().do(arrive('s', signalled('a')));
      await scene().do(...terminate());
      const names = Object.keys(await scene().snapshot()).filter((name) => name.includes(RUN));
      expect(names.sort()).toEqual(['h:run-1', 'r:run-1', 'u:run-1']);
      const { run, status, pending, timers } = await scene().record();
      expect(status).toBe('TERMINATED');
      expect({ pending, timers }).toEqual({ pending: {}, timers: {} });
      for (const field of ['wft', 'token', 'hold', 'sticky']) expect(run).not.toHaveProperty(field);
      expect(Number(run['closed'])).toBe(Number(run['last']));
      expect(await scene().key('x:wf')).toMatchObject({ status: 'TERMINATED', run: RUN });
      expect(await scene().key('retention')).toEqual({ [RUN]: expect.any(Number) as number });
    });

    it('schedules no task any more', async () => {
      await scene().start();
      await scene().do(...terminate(), SCHEDULE);
      expect((await scene().record()).run['wft']).toBeUndefined();
    });

    it('sends the wills in order of their keys, then what it was created with', async () => {
      await scene().start({ onClose: '{"on":"close"}' }, will('c'), will('a'), will('b'), send('first'));
      await scene().do({ do: 'unwill', keys: ['b', 'none'] });
      const { outboxes } = await scene().do(...terminate());
      expect(outboxes).toEqual([RUN]);
      expect(await scene().key('o:run-1')).toEqual([
        '1|0|{"to":"first"}',
        '2|0|{"will":"a"}',
        '3|0|{"will":"c"}',
        '4|0|{"on":"close"}',
      ]);
      expect(await scene().key('due')).toEqual({ [RUN]: (await scene().record()).timers['outbox'] });
      expect(Object.keys((await scene().record()).timers)).toEqual(['outbox']);
    });

    it('that has a successor does not tell the end of the chain', async () => {
      await scene().start({ onClose: '{"on":"close"}' });
      const { outboxes } = await scene().do(...terminate({ final: false }));
      expect(outboxes).toEqual([]);
      expect(await scene().key('o:run-1')).toBeUndefined();
    });
  });

  describe('an outbox', () => {
    it('is numbered from one and armed once', async () => {
      await scene().start();
      await scene().do(send('a'), send('b'));
      const { timers, nowMs, run } = await scene().record();
      expect(run['sent']).toBe('2');
      expect(Math.abs((timers['outbox'] ?? 0) - nowMs - 1_000)).toBeLessThan(1_000);
      await scene().do(send('c'));
      expect((await scene().record()).timers['outbox']).toBe(timers['outbox']);
    });

    it('is delivered in order by one process at a time, and attempts are counted', async () => {
      await scene().start({}, send('a'), send('b'), send('c'));
      const taken = await scene().store.takeOutbox(SHARD, RUN, lease('p1', { limit: 2 }));
      expect(taken).toMatchObject({
        workflowId: WF,
        messages: [
          { seq: 1, attempts: 1, message: '{"to":"a"}' },
          { seq: 2, attempts: 0, message: '{"to":"b"}' },
        ],
      });
      expect(await scene().store.takeOutbox(SHARD, RUN, lease('p2'))).toBeUndefined();
      const again = await scene().store.takeOutbox(SHARD, RUN, lease('p1', { limit: 1 }));
      expect(again?.messages).toMatchObject([{ seq: 1, attempts: 2 }]);
    });

    it('passes to another process when the lease is released or has lapsed', async () => {
      await scene().start({}, send('a'));
      await scene().store.takeOutbox(SHARD, RUN, lease('p1'));
      await scene().store.releaseOutbox(SHARD, RUN, 'p2');
      expect(await scene().store.takeOutbox(SHARD, RUN, lease('p2'))).toBeUndefined();
      await scene().store.releaseOutbox(SHARD, RUN, 'p1');
      expect(await scene().store.takeOutbox(SHARD, RUN, lease('p2', { leaseMs: 30 }))).toBeDefined();
      await scene().pass(50);
      expect(await scene().store.takeOutbox(SHARD, RUN, lease('p1'))).toBeDefined();
    });

    it('takes a message off once (invariant 8)', async () => {
      await scene().start({}, send('a'), send('b'));
      const pop = transition(WF, [{ do: 'popOutbox' }], { guards: [{ is: 'outboxHead', seq: 1 }] });
      expect((await scene().apply(pop)).outboxes).toEqual([RUN]);
      expect(await scene().refused(pop)).toEqual([{ guard: 0, actual: '2' }]);
      expect(Object.keys((await scene().record()).timers)).toContain('outbox');
      expect((await scene().do({ do: 'popOutbox' })).outboxes).toEqual([]);
      expect((await scene().record()).timers).not.toHaveProperty('outbox');
      await scene().do(send('c'));
      expect(await scene().key('o:run-1')).toEqual(['3|0|{"to":"c"}']);
    });

    it('of a closed run is delivered too', async () => {
      await scene().start();
      await scene().do(send('a'), ...terminate());
      const taken = await scene().store.takeOutbox(SHARD, RUN, lease('p1'));
      expect(taken?.messages).toHaveLength(1);
      await scene().apply(
        transition(WF, [{ do: 'popOutbox' }], { guards: [{ is: 'outboxHead', seq: 1 }], runId: RUN }),
      );
      expect(await scene().key('due')).toBeUndefined();
      expect(await scene().key('t:run-1')).toBeUndefined();
    });

    it('parks what cannot be delivered, visibly', async () => {
      await scene().start({}, { do: 'send', message: '{"text":"a|b \\" ü"}' }, send('b'));
      await scene().do({ do: 'parkOutbox', reason: 'no such "thing" | ü\n' });
      const [parked] = (await scene().key<string[]>('parked')) ?? [];
      expect(JSON.parse(parked ?? '')).toEqual({
        run: RUN,
        reason: 'no such "thing" | ü\n',
        message: { text: 'a|b " ü' },
      });
      expect(await scene().key('o:run-1')).toEqual(['2|0|{"to":"b"}']);
    });

    it('of an unknown run is nobody’s', async () => {
      expect(await scene().store.takeOutbox(SHARD, 'unknown', lease('p1'))).toBeUndefined();
    });
  });

  describe('retention', () => {
    it('of its own goes before that of the process that ends the run', async () => {
      await scene().start();
      const own: Effect = { do: 'set', hash: 'run', field: 'keep', value: '3600000' };
      await scene().do(own, ...terminate({ retentionMs: 1 }));
      const { [RUN]: at } = (await scene().key<Record<string, number>>('retention')) ?? {};
      const { closed } = (await scene().key<{ closed: string }>(`r:${RUN}`)) ?? {};
      expect(at).toBe(Number(closed) + 3_600_000);
    });

    it('of its own is for the last run of a chain; runs before it are kept for the shorter time', async () => {
      const own: Effect = { do: 'set', hash: 'run', field: 'keep', value: '3600000' };
      await scene().start({}, own);
      await scene().do(...terminate({ retentionMs: 1, final: false }), create(WF, 'run-2', { firstRunId: RUN }));
      const { [RUN]: at } = (await scene().key<Record<string, number>>('retention')) ?? {};
      const { closed } = (await scene().key<{ closed: string }>(`r:${RUN}`)) ?? {};
      expect(at).toBe(Number(closed) + 1);
    });

    it('removes a run and everything of it when its time is over', async () => {
      await scene().start({}, ...admit('u1'));
      await scene().do(...terminate({ retentionMs: 30 }));
      expect(await scene().store.sweep(SHARD, 10)).toBe(0);
      await scene().pass(50);
      expect(await scene().store.sweep(SHARD, 10)).toBe(1);
      expect(await scene().store.readRun(SHARD, WF, RUN)).toBeUndefined();
      const names = Object.keys(await scene().snapshot());
      expect(names.filter((name) => name.includes(RUN) || name.startsWith('x:') || name === 'retention')).toEqual([]);
    });

    it('can be followed by a time of grace', async () => {
      await scene().start();
      await scene().do(...terminate({ retentionMs: 1 }));
      await scene().pass(20);
      expect(await scene().store.sweep(SHARD, 10, 60_000)).toBe(0);
      expect(await scene().store.sweep(SHARD, 10, 5)).toBe(1);
    });

    it('keeps the workflow id for its last run', async () => {
      await scene().start();
      await scene().do(...terminate({ retentionMs: 1 }));
      await scene().apply({
        target: { workflowId: WF },
        alternatives: [{ guards: [], effects: [create(WF, 'run-2')] }],
      });
      await scene().pass(20);
      expect(await scene().store.sweep(SHARD, 10)).toBe(1);
      expect(await scene().record()).toMatchObject({ runId: 'run-2' });
    });

    it('waits for the outbox, and takes no more than asked', async () => {
      for (const index of [1, 2, 3]) {
        const effects = index === 1 ? [send('a')] : [];
        await scene().startAs(`wf-${index}`, `run-${index}`, {}, ...effects, ...terminate({ retentionMs: index }));
      }
      await scene().pass(20);
      expect(await scene().store.sweep(SHARD, 2)).toBe(1);
      expect(await scene().store.sweep(SHARD, 2)).toBe(1);
      expect(Object.keys((await scene().key<object>('retention')) ?? {})).toEqual(['run-1']);
    });
  });

  describe('two runs in one transition', () => {
    it('a run ends and its successor begins (invariant 6)', async () => {
      await scene().start({ onClose: '{"on":"close"}' });
      const task = await scene().workflowTask();
      const result = await scene().complete(task, [
        append(event('WorkflowExecutionContinuedAsNew')),
        close({ status: 'CONTINUED_AS_NEW', final: false }),
        create(WF, 'run-2', { firstRunId: RUN, onClose: '{"on":"close"}' }),
        SCHEDULE,
      ]);
      expect(result).toMatchObject({ runId: 'run-2', outboxes: [] });
      expect(await scene().key('x:wf')).toEqual({ run: 'run-2', status: 'RUNNING', first: RUN, req: 'start-run-2' });
      const old = await scene().record(RUN);
      expect(old).toMatchObject({ status: 'CONTINUED_AS_NEW', currentRunId: 'run-2', firstRunId: RUN });
      expect(await scene().workflowTask()).toMatchObject({ runId: 'run-2', token: '1.1' });
    });

    it('an open run is terminated and another one started', async () => {
      await scene().start();
      const effects = [...terminate(), create(WF, 'run-2'), SCHEDULE];
      const result = await scene().apply(transition(WF, effects, { guards: [OPEN] }));
      expect(result.runId).toBe('run-2');
      expect((await scene().record(RUN)).status).toBe('TERMINATED');
      expect(await scene().types('run-2')).toEqual(['WorkflowExecutionStarted', 'WorkflowTaskScheduled']);
    });

    it('both may have messages', async () => {
      await scene().start({}, will('a'));
      const effects = [...terminate(), create(WF, 'run-2'), send('b')];
      expect((await scene().apply(transition(WF, effects))).outboxes).toEqual([RUN, 'run-2']);
    });

    it('the register moves to a run that is named', async () => {
      await scene().start();
      await scene().startAs('other', 'run-2');
      const when: Effect = {
        do: 'when',
        guard: { is: 'field', hash: 'current', field: 'run', in: ['run-2'] },
        then: [append(signalled('moved')) as never],
        else: [],
      };
      const result = await scene().do({ do: 'on', workflowId: 'other', runId: 'run-2' }, when);
      expect(result.runId).toBe('run-2');
      expect((await scene().types('run-2')).at(-1)).toBe('WorkflowExecutionSignaled');
      expect(await scene().types()).toHaveLength(2);
    });

    it('a successor can be handed out eagerly, and rebuilt', async () => {
      await scene().start();
      const task = await scene().workflowTask();
      const commands = [
        append(event('WorkflowExecutionContinuedAsNew')),
        close({ final: false }),
        create(WF, 'run-2'),
        SCHEDULE,
      ];
      const eager = { worker: 'worker-1', identity: 'tester', activities: 0, workflowTask: true };
      const step = { eager, dedupe: { kind: 'run', requestId: 'c1' } as const };
      const first = await scene().complete(task, commands, step);
      expect(first.tasks).toMatchObject([{ runId: 'run-2', token: '1.1' }]);
      const again = await scene().complete(task, commands, step);
      expect(again).toMatchObject({ repeated: true, runId: RUN });
      expect(again.tasks).toEqual(first.tasks);
    });
  });

  describe('a hold', () => {
    const held = async (kind: 'delay' | 'backoff') => {
      const hold = { kind, delayMs: 60_000 };
      await scene().apply(transition(WF, [create(WF, RUN, { hold }), SCHEDULE], { guards: [NEW] }));
    };
    const wake: Effect = { do: 'scheduleTask', virtual: false, wakes: true };

    it.each(['delay', 'backoff'] as const)(
      'of kind %s keeps the first task back until it is released',
      async (kind) => {
        await held(kind);
        await scene().do(...admit('u1'));
        expect((await scene().record()).run).toMatchObject({ hold: kind });
        expect((await scene().poll()).tasks).toEqual([]);
        await scene().do({ do: 'releaseHold' });
        const { run, timers } = await scene().record();
        expect(run).not.toHaveProperty('hold');
        expect(timers).toEqual({});
        expect(await scene().workflowTask()).toMatchObject({ token: '1.1', updates: [{ updateId: 'u1' }] });
        await scene().do({ do: 'releaseHold' });
      },
    );

    it('of kind delay is ended early by a signal, backoff is not', async () => {
      await held('delay');
      await scene().do(arrive('s', signalled('a')), wake);
      expect(await scene().types()).toEqual([
        'WorkflowExecutionStarted',
        'WorkflowExecutionSignaled',
        'WorkflowTaskScheduled',
      ]);
      await scene().do(...terminate());
      const hold = { kind: 'backoff', delayMs: 60_000 } as const;
      await scene().apply({
        target: { workflowId: WF },
        alternatives: [{ guards: [], effects: [create(WF, 'run-2', { hold }), arrive('s', signalled('a')), wake] }],
      });
      expect(await scene().types('run-2')).toEqual(['WorkflowExecutionStarted', 'WorkflowExecutionSignaled']);
    });
  });

  it('a closed run keeps what it was', async () => {
    await scene().start();
    await scene().complete(await scene().workflowTask(), completeRun());
    expect(await scene().record()).toMatchObject({
      status: 'COMPLETED',
      started: { type: 'WorkflowExecutionStarted', eventId: 1 },
      latest: { type: 'WorkflowExecutionCompleted', eventId: 5 },
      historyLength: 5,
    });
  });
}
