import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/model/transition';
import { admit, append, completion, event, holdsToken, SCHEDULE, SCHEDULE_VIRTUAL, signal, transition } from './build';
import { type MakeServer, RUN, type Scene, scenes, WF } from './scene';

const SECONDS = 1_000;

export function workflowTaskSuite(make: MakeServer): void {
  const scene = scenes(make);
  const wft = async (): Promise<string | undefined> => (await scene().record()).run['wft'];

  describe('a workflow task', () => {
    it('is written when scheduled, started when polled, and ended once (invariant 4)', async () => {
      await scene().start();
      expect(await wft()).toBe('scheduled 1 1 w 2 shared');
      const task = await scene().workflowTask();
      expect(task).toMatchObject({ workflowId: WF, runId: RUN, token: '1.1', attempt: 1, startedEventId: 3 });
      expect(task).toMatchObject({ previousStartedEventId: 0, virtual: false, warm: false, paged: false });
      expect(task).toMatchObject({ updates: [], queries: [] });
      expect(task.events.map(({ type }) => type)).toEqual([
        'WorkflowExecutionStarted',
        'WorkflowTaskScheduled',
        'WorkflowTaskStarted',
      ]);
      expect(task.events[2]).toMatchObject({ eventId: 3, identity: 'tester', timeMs: task.startedMs });
      expect(task.deadlineMs).toBe(task.startedMs + 10 * SECONDS);
      await scene().complete(task);
      expect(await wft()).toBeUndefined();
      const again = await scene().refused(transition(WF, completion(), { guards: [holdsToken(task)] }));
      expect(again).toEqual([{ guard: 0, actual: null }]);
    });

    it('tells its size of the history before it', async () => {
      await scene().start();
      const { bytes } = (await scene().record()).run;
      const task = await scene().workflowTask();
      expect(task.events[2]).toMatchObject({ historySizeBytes: Number(bytes) });
    });

    it('suggests continue-as-new for a long history', async () => {
      const many = Array.from({ length: 4_094 }, () => event('MarkerRecorded'));
      await scene().start({}, append(...many));
      const task = await scene().workflowTask();
      expect(task.events.at(-1)).toMatchObject({ eventId: 4_097, suggestContinueAsNew: true });
    });

    it('is armed with its timeout while out, and disarmed by its end', async () => {
      await scene().start({ workflowTaskTimeoutMs: 7 * SECONDS });
      const task = await scene().workflowTask();
      const { timers, nowMs } = await scene().record();
      expect(Math.abs((timers['task'] ?? 0) - nowMs - 7 * SECONDS)).toBeLessThan(2 * SECONDS);
      await scene().complete(task);
      expect((await scene().record()).timers).toEqual({});
    });

    it('is not scheduled twice', async () => {
      await scene().start({}, SCHEDULE, SCHEDULE_VIRTUAL);
      await scene().do(SCHEDULE);
      expect(await scene().key('q:workflow:3:flows')).toEqual(['w|run-1|1.1']);
    });

    it('has a new number each time', async () => {
      await scene().idle();
      await scene().do(...signal('a'));
      expect(await wft()).toBe('scheduled 2 1 w 6 shared');
      expect((await scene().workflowTask()).token).toBe('2.1');
    });
  });

  describe('a virtual workflow task', () => {
    it('hands out events that are not stored', async () => {
      await scene().idle();
      await scene().do(...admit('u1'));
      expect(await wft()).toBe('scheduled 2 1 v 0 shared');
      const task = await scene().workflowTask();
      expect(task).toMatchObject({ virtual: true, startedEventId: 6, previousStartedEventId: 3, token: '2.1' });
      expect(task.events.slice(4)).toMatchObject([
        { type: 'WorkflowTaskScheduled', eventId: 5, taskQueue: 'flows', attempt: 1 },
        { type: 'WorkflowTaskStarted', eventId: 6, identity: 'tester', timeMs: task.startedMs },
      ]);
      expect(task.updates).toMatchObject([{ updateId: 'u1', name: 'add' }]);
      expect(await scene().types()).toHaveLength(4);
    });

    it('is written by a completion that says so, as it was handed out', async () => {
      await scene().idle();
      await scene().do(...admit('u1'));
      const task = await scene().workflowTask();
      await scene().complete(task, [], { updatesHandled: 1 });
      const history = await scene().store.readHistory(0, RUN, 5);
      expect(history.slice(0, 2)).toEqual(task.events.slice(4));
      expect(history.map(({ type }) => type)).toEqual([
        'WorkflowTaskScheduled',
        'WorkflowTaskStarted',
        'WorkflowTaskCompleted',
      ]);
      expect((await scene().record()).run['prev']).toBe('6');
      expect(await wft()).toBeUndefined();
    });

    it('leaves no trace when it brings only rejections', async () => {
      await scene().idle();
      await scene().do(...admit('u1'));
      await scene().complete(await scene().workflowTask(), [], { write: false, updatesHandled: 1 });
      expect(await scene().types()).toHaveLength(4);
      expect((await scene().record()).run['prev']).toBe('3');
      expect(await wft()).toBeUndefined();
    });

    it('becomes a written one when an event arrives before its start', async () => {
      await scene().idle();
      await scene().do(...admit('u1'));
      await scene().do(...signal('a'));
      expect(await wft()).toBe('scheduled 2 1 w 6 shared');
      expect(await scene().key('q:workflow:3:flows')).toEqual(['w|run-1|2.1']);
      const task = await scene().workflowTask();
      expect(task).toMatchObject({ virtual: false, startedEventId: 7 });
      expect(task.updates).toHaveLength(1);
    });

    it('buffers what arrives while it is out', async () => {
      await scene().idle();
      await scene().do(...admit('u1'));
      const task = await scene().workflowTask();
      await scene().do(...signal('a'));
      await scene().complete(task, [], { updatesHandled: 1 });
      expect((await scene().types()).slice(4)).toEqual([
        'WorkflowTaskScheduled',
        'WorkflowTaskStarted',
        'WorkflowTaskCompleted',
        'WorkflowExecutionSignaled',
        'WorkflowTaskScheduled',
      ]);
    });

    it('is followed by another one for updates that came meanwhile', async () => {
      await scene().start();
      const task = await scene().workflowTask();
      await scene().do(...admit('u1'));
      await scene().do(...admit('u2'));
      await scene().complete(task, [], { updatesHandled: 0 });
      expect(await wft()).toBe('scheduled 2 1 v 0 shared');
      const next = await scene().workflowTask();
      expect(next.updates.map(({ updateId }) => updateId)).toEqual(['u1', 'u2']);
      await scene().complete(next, [], { updatesHandled: 1 });
      expect((await scene().workflowTask()).updates.map(({ updateId }) => updateId)).toEqual(['u2']);
    });
  });

  describe('a failed workflow task', () => {
    const fail = (...more: Effect[]): Effect[] => [
      { do: 'endTask', write: false, updatesHandled: 0, identity: 'tester', sticky: '' },
      append(event('WorkflowTaskFailed')),
      ...more,
    ];
    const retry = (delayMs: number): Effect => ({ do: 'retryTask', attempt: 2, delayMs });

    it('is tried again at once as a virtual one with the next attempt', async () => {
      await scene().start();
      await scene().workflowTask();
      await scene().do(...fail(retry(0)));
      expect(await wft()).toBe('scheduled 2 2 v 0 shared');
      const task = await scene().workflowTask();
      expect(task).toMatchObject({ token: '2.2', attempt: 2, virtual: true, startedEventId: 6 });
      expect((await scene().record()).run['prev']).toBeUndefined();
    });

    it('waits for its delay', async () => {
      await scene().start();
      await scene().workflowTask();
      await scene().do(...fail(retry(5 * SECONDS)));
      expect(await wft()).toBe('waiting 2 2');
      expect((await scene().poll()).tasks).toEqual([]);
      const { timers, nowMs } = await scene().record();
      expect(Math.abs((timers['task'] ?? 0) - nowMs - 5 * SECONDS)).toBeLessThan(2 * SECONDS);
      await scene().do({ do: 'disarm', names: ['task'] }, { do: 'releaseHold' });
      expect(await wft()).toBe('scheduled 2 2 v 0 shared');
      expect((await scene().workflowTask()).attempt).toBe(2);
    });

    it('is cut short and written when an event arrives, not by an update', async () => {
      await scene().start();
      await scene().workflowTask();
      await scene().do(...fail(retry(5 * SECONDS)));
      await scene().do(...admit('u1'));
      expect(await wft()).toBe('waiting 2 2');
      await scene().do(...signal('a'));
      expect(await wft()).toBe('scheduled 2 2 w 6 shared');
      expect((await scene().record()).timers).toEqual({});
      expect((await scene().workflowTask()).updates).toHaveLength(1);
    });

    it('flushes what arrived meanwhile, before or after the retry is asked for', async () => {
      await scene().start();
      await scene().workflowTask();
      await scene().do(...signal('a'));
      await scene().do(...fail({ do: 'flush' }, retry(5 * SECONDS)));
      expect(await wft()).toBe('scheduled 2 1 w 6 shared');
      await scene().workflowTask();
      await scene().do(...signal('b'));
      await scene().do(...fail(retry(0), { do: 'flush' }));
      expect(await wft()).toMatch(/^scheduled 3 2 w \d+ shared$/);
    });
  });

  describe('sticky', () => {
    const idleSticky = async (on: Scene): Promise<void> => {
      await on.start();
      await on.complete(await on.workflowTask({ sticky: true }), [], { sticky: 'worker-1' });
      await on.do(...signal('a'));
    };

    it('tasks go to the worker that holds the run, with new events only', async () => {
      await idleSticky(scene());
      expect(await wft()).toBe('scheduled 2 1 w 6 sticky');
      expect(await scene().key('q:workflow:3:sticky/worker-1')).toEqual(['w|run-1|2.1']);
      expect((await scene().poll({ worker: 'worker-2', sticky: true })).tasks).toEqual([]);
      const task = await scene().workflowTask({ sticky: true });
      expect(task).toMatchObject({ warm: true, previousStartedEventId: 3, startedEventId: 7 });
      expect(task.events.map(({ eventId }) => eventId)).toEqual([4, 5, 6, 7]);
    });

    it('tasks wait ten seconds there', async () => {
      await idleSticky(scene());
      const { timers, nowMs } = await scene().record();
      expect(Math.abs((timers['task'] ?? 0) - nowMs - 10 * SECONDS)).toBeLessThan(2 * SECONDS);
    });

    it('tasks that lie too long move to the head of the shared queue', async () => {
      await scene().startAs('other', 'run-2');
      const other = await scene().workflowTask();
      await idleSticky(scene());
      await scene().complete(other);
      await scene().apply(transition('other', signal('a')));
      await scene().do({ do: 'unstickTask' });
      expect(await wft()).toBe('scheduled 2 1 w 6 shared');
      expect((await scene().record()).run['sticky']).toBeUndefined();
      expect((await scene().record()).timers).toEqual({});
      expect(await scene().key('q:workflow:3:flows')).toEqual(['w|run-1|2.1', 'w|run-2|2.1']);
      const tasks = (await scene().poll({ worker: 'worker-2' })).tasks;
      expect(tasks).toMatchObject([{ runId: RUN, warm: false }, { runId: 'run-2' }]);
      expect((await scene().poll({ sticky: true })).tasks).toEqual([]);
    });

    it('unstick leaves a shared task alone', async () => {
      await scene().start({}, { do: 'unstickTask' });
      expect(await scene().key('q:workflow:3:flows')).toEqual(['w|run-1|1.1']);
    });

    it('needs the worker to be alive', async () => {
      await scene().start();
      const task = await scene().workflowTask({ sticky: true, leaseMs: 40 });
      await scene().complete(task, [], { sticky: 'worker-1' });
      await scene().pass(60);
      await scene().do(...signal('a'));
      expect(await wft()).toBe('scheduled 2 1 w 6 shared');
      const cold = await scene().workflowTask({ sticky: true });
      expect(cold).toMatchObject({ warm: false });
      expect(cold.events).toHaveLength(7);
    });

    it('tasks wait no longer than the lease of the worker lasts', async () => {
      await scene().start();
      const task = await scene().workflowTask({ sticky: true, leaseMs: 5 * SECONDS });
      await scene().complete(task, [], { sticky: 'worker-1' });
      await scene().do(...signal('a'));
      const { timers, nowMs } = await scene().record();
      expect(await wft()).toMatch(/sticky$/);
      expect((timers['task'] ?? 0) - nowMs).toBeLessThanOrEqual(5 * SECONDS);
      expect((timers['task'] ?? 0) - nowMs).toBeGreaterThan(2 * SECONDS);
    });

    it('is cleared by an empty name and kept by none', async () => {
      await idleSticky(scene());
      const task = await scene().workflowTask({ sticky: true });
      await scene().complete(task);
      expect((await scene().record()).run['sticky']).toBe('worker-1');
      await scene().do(...signal('b'));
      await scene().complete(await scene().workflowTask({ sticky: true }), [], { sticky: '' });
      expect((await scene().record()).run['sticky']).toBeUndefined();
    });
  });

  describe('eagerly', () => {
    const eager = { worker: 'worker-1', identity: 'tester', activities: 0, workflowTask: true };

    it('the next task comes with the reply, is not queued and rings no bell', async () => {
      const result = await scene().apply({
        ...transition(WF, [], { eager }),
        alternatives: [{ guards: [], effects: startEffects() }],
      });
      expect(result.tasks).toMatchObject([{ kind: 'workflow', token: '1.1', startedEventId: 3, warm: false }]);
      expect(await scene().key('q:workflow:3:flows')).toBeUndefined();
      expect(await scene().key('bell:workflow:flows')).toBeUndefined();
      expect(await wft()).toMatch(/^started 1 1 w 3 \d+ \d+ 0 worker-1 -$/);
    });

    it('it is warm for the worker that holds the run', async () => {
      await scene().start();
      const task = await scene().workflowTask({ sticky: true });
      await scene().do(...signal('a'));
      const offer = { ...eager, stickyQueue: 'sticky/worker-1' };
      const { tasks } = await scene().complete(task, [], { sticky: 'worker-1', eager: offer });
      expect(tasks).toMatchObject([{ kind: 'workflow', warm: true, token: '2.1' }]);
    });

    it('it is not taken from the worker that holds the run, nor when it was scheduled before', async () => {
      await scene().start();
      const before = await scene().apply(transition(WF, signal('a'), { eager }));
      expect(before.tasks).toEqual([]);
      await scene().complete(await scene().workflowTask({ sticky: true }), [], { sticky: 'worker-1' });
      const other = await scene().apply(transition(WF, signal('b'), { eager: { ...eager, worker: 'worker-2' } }));
      expect(other.tasks).toEqual([]);
      expect(await wft()).toMatch(/ sticky$/);
    });

    it('a repeat rebuilds the reply (invariant 10)', async () => {
      await scene().start();
      const task = await scene().workflowTask();
      await scene().do(...signal('a'));
      const step = { dedupe: { kind: 'run', requestId: 'c1' } as const, eager };
      const first = await scene().complete(task, [], step);
      const again = await scene().complete(task, [], step);
      expect(again).toMatchObject({ repeated: true, alternative: 0, runId: RUN, outboxes: [] });
      expect(again.tasks).toEqual(first.tasks);
      expect(again.tasks).toHaveLength(1);
    });
  });
}

function startEffects(): Effect[] {
  const run = { workflowId: WF, runId: RUN, firstRunId: RUN, startRequestId: 's', workflowType: 'order' };
  const started = event('WorkflowExecutionStarted');
  return [{ do: 'createRun', run: { ...run, taskQueue: 'flows', workflowTaskTimeoutMs: 9_000, started } }, SCHEDULE];
}
