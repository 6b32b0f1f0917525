import { describe, expect, it } from 'vitest';
import {
  append,
  arrive,
  arriveClose,
  completeRun,
  completion,
  event,
  OPEN,
  signal,
  signalled,
  transition,
} from './build';
import { type MakeServer, RUN, scenes, SHARD, WF } from './scene';

const ODD = 'ünï☃𝄞 \u0000 | \n\r\t "quoted" \\ {"t":1} \u2028 end';

export function historySuite(make: MakeServer): void {
  const scene = scenes(make);

  describe('events (invariant 2)', () => {
    it('ids are places, from 1, and stamps never go back', async () => {
      await scene().start();
      await scene().do(append(signalled('a'), signalled('b')));
      const events = await scene().store.readHistory(SHARD, RUN, 1);
      expect(events.map(({ eventId }) => eventId)).toEqual([1, 2, 3, 4]);
      const stamps = events.map(({ timeMs }) => timeMs);
      expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
      expect((await scene().record()).run['last']).toBe(String(stamps[3]));
    });

    it('pages by id, both ends included', async () => {
      await scene().start();
      await scene().do(append(signalled('a'), signalled('b'), signalled('c')));
      const page = await scene().store.readHistory(SHARD, RUN, 3, 4);
      expect(page).toMatchObject([
        { eventId: 3, signalName: 'a' },
        { eventId: 4, signalName: 'b' },
      ]);
      expect(await scene().store.readHistory(SHARD, RUN, 9)).toEqual([]);
      expect(await scene().store.readHistory(SHARD, 'unknown', 1)).toEqual([]);
    });

    it('what is not stored of a workflow task is filled in', async () => {
      await scene().start({ workflowTaskTimeoutMs: 7_000, taskQueue: 'a queue' });
      const [, scheduled] = await scene().store.readHistory(SHARD, RUN, 1);
      expect(scheduled).toMatchObject({
        type: 'WorkflowTaskScheduled',
        taskQueue: 'a queue',
        startToCloseTimeoutMs: 7_000,
        attempt: 1,
      });
      expect((await scene().key<string[]>('h:run-1'))?.[1]).not.toContain('a queue');
    });

    it('bytes of the history are counted', async () => {
      await scene().start({}, append(event('MarkerRecorded', { markerName: ODD })));
      const entries = (await scene().key<string[]>('h:run-1')) ?? [];
      const bytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(entry), 0);
      expect((await scene().record()).run['bytes']).toBe(String(bytes));
    });

    it.each([
      ['odd characters', { input: [{ encoding: 'json/plain', data: ODD, metadata: { [ODD]: ODD } }] }],
      ['empty lists and maps', { input: [], header: {}, memo: { a: { encoding: 'x', data: '' } } }],
      ['large numbers', { attempt: 9_007_199_254_740_991, ratio: 1e-7, big: 1e21, chainStartMs: 1_795_413_935_097 }],
      ['null, true and nesting', { a: null, b: [true, [[]], [{}]], c: { d: { e: [0, -1, 1.5] } } }],
      ['a long text', { signalName: 'x'.repeat(300_000) }],
    ])('keep what they hold: %s', async (_what, attributes) => {
      const body = event('WorkflowExecutionSignaled', attributes);
      await scene().start({}, append(body));
      const task = await scene().workflowTask();
      await scene().do(arrive('odd', body));
      await scene().complete(task);
      const events = await scene().store.readHistory(SHARD, RUN, 1);
      const signals = events.filter(({ type }) => type === 'WorkflowExecutionSignaled');
      expect(signals).toHaveLength(2);
      for (const one of signals) expect(one).toMatchObject(attributes);
      expect((await scene().key<string[]>('h:run-1'))?.[2]).toMatch(/^\{"t":\d+,"type":"WorkflowExecutionSignaled",/);
    });

    it('many effects and many bodies go in one transition', async () => {
      await scene().start();
      const bodies = Array.from({ length: 1_200 }, (_, index) => signalled(`s${index}`));
      await scene().do(append(...bodies), ...bodies.slice(0, 300).map((body) => append(body)));
      const record = await scene().record();
      expect(record.historyLength).toBe(1_502);
      expect(record.latest).toMatchObject({ signalName: 's299', eventId: 1_502 });
    });
  });

  describe('arrivals', () => {
    it('are appended while no task is out', async () => {
      await scene().start({}, arrive('s', signalled('a'), signalled('b')));
      expect((await scene().types()).slice(2)).toEqual(['WorkflowExecutionSignaled', 'WorkflowExecutionSignaled']);
    });

    it('are buffered while a task is out and flushed by its end, others before closes', async () => {
      await scene().start();
      const task = await scene().workflowTask();
      const closes = arriveClose('act:5', event('ActivityTaskStarted'), event('ActivityTaskCompleted'));
      await scene().do(closes, ...signal('a'));
      await scene().do(...signal('b'));
      expect(await scene().types()).toHaveLength(3);
      await scene().complete(task, [append(event('TimerStarted'))]);
      expect((await scene().types()).slice(3)).toEqual([
        'WorkflowTaskCompleted',
        'TimerStarted',
        'WorkflowExecutionSignaled',
        'WorkflowExecutionSignaled',
        'ActivityTaskStarted',
        'ActivityTaskCompleted',
        'WorkflowTaskScheduled',
      ]);
      expect(await scene().key('b:run-1')).toBeUndefined();
      expect(await scene().key('c:run-1')).toBeUndefined();
    });

    it('stay buffered as `entry|event`, stamped when they came', async () => {
      await scene().start();
      await scene().workflowTask();
      await scene().do(arrive('fired:5', signalled('a')));
      expect(await scene().key('b:run-1')).toEqual([
        expect.stringMatching(/^fired:5\|\{"t":\d+,"type":"WorkflowExecutionSignaled"/),
      ]);
    });

    it('can be dropped by name, from both parts, all events of that name', async () => {
      await scene().start();
      const task = await scene().workflowTask();
      await scene().do(
        arrive('x:1', signalled('a'), signalled('b')),
        arrive('x:10', signalled('c')),
        arriveClose('x:1', signalled('d')),
      );
      await scene().do({ do: 'dropBuffered', entry: 'x:1' });
      await scene().complete(task);
      const events = await scene().store.readHistory(SHARD, RUN, 5);
      expect(events).toMatchObject([{ signalName: 'c' }, { type: 'WorkflowTaskScheduled' }]);
    });

    it('can tell an earlier moment of the first event only', async () => {
      await scene().start();
      const { last } = (await scene().record()).run;
      await scene().pass(5);
      await scene().do({
        ...arriveClose('act:1', event('ActivityTaskStarted'), event('ActivityTaskCompleted')),
        firstAtMs: 17,
      });
      const [, , started, completed] = await scene().store.readHistory(SHARD, RUN, 1);
      expect(started?.timeMs).toBe(17);
      expect(completed?.timeMs).toBeGreaterThan(Number(last));
      await scene().do({ ...arrive('act:1', event('ActivityTaskStarted')), firstAtMs: 18 });
      expect((await scene().record()).run['last']).toBe(String(completed?.timeMs));
    });

    it('nothing is lost when a completion forgets to flush (invariant 3)', async () => {
      await scene().start();
      const task = await scene().workflowTask();
      await scene().do(...signal('a'));
      await scene().apply(
        transition(
          WF,
          completion().filter((effect) => effect.do !== 'flush'),
        ),
      );
      expect((await scene().types()).slice(3)).toEqual([
        'WorkflowTaskCompleted',
        'WorkflowExecutionSignaled',
        'WorkflowTaskScheduled',
      ]);
      expect(task.startedEventId).toBe(3);
    });

    it('a flush of nothing schedules nothing', async () => {
      await scene().idle();
      await scene().do({ do: 'flush' });
      expect((await scene().record()).run['wft']).toBeUndefined();
    });
  });

  describe('when', () => {
    it('takes a branch by a guard, and only that one', async () => {
      await scene().start();
      const branch = (entry: string) => ({
        do: 'when' as const,
        guard: { is: 'buffered' as const, entry },
        then: [{ do: 'set' as const, hash: 'run' as const, field: 'yes', value: entry }],
        else: [{ do: 'set' as const, hash: 'run' as const, field: 'no', value: entry }],
      });
      await scene().workflowTask();
      await scene().do(arrive('x', signalled('a')));
      await scene().do(branch('x'), branch('y'));
      expect((await scene().record()).run).toMatchObject({ yes: 'x', no: 'y' });
    });

    it('judges the state before the transition', async () => {
      await scene().start();
      await scene().do(
        { do: 'set', hash: 'pending', field: 'ext:5', value: 'sent' },
        {
          do: 'when',
          guard: { is: 'present', hash: 'pending', field: 'ext:5' },
          then: [],
          else: [{ do: 'set', hash: 'run', field: 'seen', value: 'before' }],
        },
      );
      expect((await scene().record()).run['seen']).toBe('before');
    });
  });

  describe('a closed run', () => {
    it('never changes its history (invariant 2)', async () => {
      await scene().start();
      await scene().complete(await scene().workflowTask(), completeRun());
      await scene().refused(transition(WF, signal('late')));
      await scene().refused(transition(WF, [append(signalled('late'))], { guards: [OPEN] }));
      expect((await scene().types()).at(-1)).toBe('WorkflowExecutionCompleted');
    });
  });
}
