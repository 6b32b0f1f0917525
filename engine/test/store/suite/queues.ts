import { describe, expect, it } from 'vitest';
import { append, event, scheduleActivity, signal, terminate, transition } from './build';
import { type MakeServer, RUN, scenes, SHARD, WF } from './scene';

const FLOWS = { kind: 'workflow', taskQueue: 'flows' } as const;
const ACTS = { kind: 'activity', taskQueue: 'acts' } as const;
const BELL = 'bell:workflow:flows';

export function queueSuite(make: MakeServer): void {
  const scene = scenes(make);

  /** Resolves how long the wait took. */
  async function heard(
    timeoutMs: number,
    queues = [FLOWS] as readonly (typeof FLOWS | typeof ACTS)[],
  ): Promise<boolean> {
    const early = new AbortController();
    let rang = true;
    const timer = setTimeout(() => ((rang = false), early.abort()), timeoutMs);
    await scene().store.awaitBell(SHARD, { queues, timeoutMs: 60_000, signal: early.signal });
    clearTimeout(timer);
    return rang;
  }

  describe('a poll', () => {
    it('takes no more than asked, oldest first', async () => {
      for (const index of [1, 2, 3]) await scene().startAs(`wf-${index}`, `run-${index}`);
      const workflow = { taskQueue: 'flows', max: 2 };
      const first = await scene().poll({ workflow });
      expect(first.tasks).toMatchObject([{ runId: 'run-1' }, { runId: 'run-2' }]);
      expect((await scene().poll({ workflow })).tasks).toMatchObject([{ runId: 'run-3' }]);
      expect((await scene().poll({ workflow })).tasks).toEqual([]);
    });

    it('takes both kinds', async () => {
      await scene().start();
      await scene().complete(await scene().workflowTask(), scheduleActivity(5));
      await scene().do(...signal('a'));
      const { tasks } = await scene().poll({
        workflow: { taskQueue: 'flows', max: 1 },
        activity: { taskQueue: 'acts', max: 1 },
      });
      expect(tasks.map(({ kind }) => kind)).toEqual(['workflow', 'activity']);
    });

    it('takes the sticky queue first', async () => {
      await scene().start();
      await scene().complete(await scene().workflowTask({ sticky: true }), [], { sticky: 'worker-1' });
      await scene().startAs('other', 'run-2');
      await scene().do(...signal('a'));
      expect((await scene().poll({ sticky: true })).tasks).toMatchObject([
        { runId: RUN, warm: true },
        { runId: 'run-2', warm: false },
      ]);
    });

    it('takes urgent runs first', async () => {
      for (const [index, priority] of [5, 3, 1, 4, 2].entries()) {
        await scene().startAs(`wf-${index}`, `run-p${priority}`, { priority });
      }
      const { tasks } = await scene().poll();
      expect(tasks.map(({ runId }) => runId)).toEqual(['run-p1', 'run-p2', 'run-p3', 'run-p4', 'run-p5']);
    });

    it('drops references of tasks that are no more', async () => {
      await scene().start();
      await scene().do(...terminate());
      await scene().startAs('other', 'run-2');
      const { tasks } = await scene().poll({ workflow: { taskQueue: 'flows', max: 1 } });
      expect(tasks).toMatchObject([{ runId: 'run-2' }]);
    });

    it('repeated returns the same tasks, the next one new ones (invariant 10)', async () => {
      await scene().start();
      const request = { pollId: 'p-1', slot: 's' };
      const first = await scene().poll(request);
      await scene().startAs('other', 'run-2');
      expect((await scene().poll(request)).tasks).toEqual(first.tasks);
      expect((await scene().poll({ ...request, pollId: 'p-2' })).tasks).toMatchObject([{ runId: 'run-2' }]);
    });

    it('repeated leaves out what has ended meanwhile', async () => {
      await scene().start();
      await scene().startAs('other', 'run-2');
      const request = { pollId: 'p-1', slot: 's' };
      const [first] = (await scene().poll(request)).tasks;
      if (first?.kind !== 'workflow') throw new Error('a workflow task is expected');
      await scene().complete(first);
      expect((await scene().poll(request)).tasks).toMatchObject([{ runId: 'run-2' }]);
    });

    it('repeated returns activities and cold workflow tasks', async () => {
      await scene().start();
      await scene().complete(await scene().workflowTask({ sticky: true }), scheduleActivity(5), { sticky: 'worker-1' });
      await scene().do(...signal('a'));
      const request = {
        pollId: 'p-1',
        workflow: { taskQueue: 'flows', stickyQueue: 'sticky/worker-1', max: 1 },
        activity: { taskQueue: 'acts', max: 1 },
      };
      const [warm, activity] = (await scene().poll(request)).tasks;
      expect(warm).toMatchObject({ warm: true });
      const [cold, again] = (await scene().poll(request)).tasks;
      expect(again).toEqual(activity);
      expect(cold).toMatchObject({ kind: 'workflow', warm: false, events: { length: 8 } });
    });

    it('pages a history that does not fit into the reply', async () => {
      await scene().start({}, append(event('MarkerRecorded', { markerName: 'x'.repeat(1_100_000) })));
      await scene().startAs('other', 'run-2');
      const [large, small] = (await scene().poll()).tasks;
      expect(large).toMatchObject({ runId: RUN, paged: true, events: [], startedEventId: 4 });
      expect(small).toMatchObject({ runId: 'run-2', paged: false });
      expect(await scene().store.readHistory(SHARD, RUN, 1, 4)).toHaveLength(4);
    });
  });

  describe('a bell', () => {
    it('has at most one token while the queue is not empty', async () => {
      await scene().start();
      await scene().startAs('other', 'run-2');
      expect(await scene().key(BELL)).toEqual(['1']);
      await scene().poll({ workflow: { taskQueue: 'flows', max: 1 } });
      expect(await scene().key(BELL)).toEqual(['1']);
      await scene().poll({ workflow: { taskQueue: 'flows', max: 1 } });
      expect(await scene().key(BELL)).toBeUndefined();
    });

    it('is rung again by a poll that leaves tasks', async () => {
      await scene().start();
      await scene().startAs('other', 'run-2');
      expect(await heard(2_000)).toBe(true);
      expect(await scene().key(BELL)).toBeUndefined();
      await scene().poll({ workflow: { taskQueue: 'flows', max: 1 } });
      expect(await scene().key(BELL)).toEqual(['1']);
    });

    it('is rung for a queue that the poll had no room for', async () => {
      await scene().start();
      await scene().complete(await scene().workflowTask({ sticky: true }), [], { sticky: 'worker-1' });
      await scene().do(...signal('a'));
      await scene().startAs('other', 'run-2');
      expect(await heard(2_000)).toBe(true);
      const workflow = { taskQueue: 'flows', stickyQueue: 'sticky/worker-1', max: 1 };
      expect((await scene().poll({ workflow })).tasks).toMatchObject([{ runId: RUN }]);
      expect(await scene().key(BELL)).toEqual(['1']);
    });

    it('wakes who waits for one of several queues', async () => {
      const waiting = heard(5_000, [ACTS, FLOWS]);
      await scene().pass(10);
      await scene().start();
      expect(await waiting).toBe(true);
    });

    it('wakes one of two', async () => {
      const second = await scene().connect();
      const stop = new AbortController();
      const request = { queues: [FLOWS], timeoutMs: 5_000, signal: stop.signal };
      let woken = 0;
      const waits = [scene().store, second].map((store) => store.awaitBell(SHARD, request).then(() => woken++));
      await scene().pass(30);
      await scene().store.ringBell(SHARD, FLOWS);
      await Promise.race(waits);
      await scene().pass(30);
      expect(woken).toBe(1);
      stop.abort();
      await Promise.all(waits);
    });

    it('can be given back', async () => {
      await scene().store.ringBell(SHARD, FLOWS);
      await scene().store.ringBell(SHARD, FLOWS);
      expect(await scene().key(BELL)).toEqual(['1']);
      expect(await heard(2_000)).toBe(true);
      expect(await heard(60)).toBe(false);
    });

    it('does not hold who gives up, nor lose a token to them', async () => {
      const stop = new AbortController();
      stop.abort();
      await scene().start();
      await scene().store.awaitBell(SHARD, { queues: [FLOWS], timeoutMs: 5_000, signal: stop.signal });
      expect(await scene().key(BELL)).toEqual(['1']);
    });

    it('ends a wait by its timeout', async () => {
      const waiting = scene().store.awaitBell(SHARD, { queues: [FLOWS], timeoutMs: 20 });
      await scene().pass(30);
      await waiting;
    });

    it('has no token for what is known to be done by this worker', async () => {
      await scene().start();
      await scene().poll();
      expect(await scene().key(BELL)).toBeUndefined();
    });
  });

  describe('a rate limit', () => {
    async function activities(count: number): Promise<void> {
      await scene().start();
      const effects = Array.from({ length: count }, (_, index) => scheduleActivity(5 + index)).flat();
      await scene().complete(await scene().workflowTask(), effects);
    }

    it('lets a second of activities through, says when to come back, and does not ring', async () => {
      await activities(5);
      await scene().store.awaitBell(SHARD, { queues: [ACTS], timeoutMs: 1_000 });
      const limited = await scene().pollActivities({ perSecond: 3 });
      expect(limited.tasks).toHaveLength(3);
      expect(limited.retryInMs).toBeGreaterThan(0);
      expect(limited.retryInMs).toBeLessThanOrEqual(334);
      expect(await scene().key('bell:activity:acts')).toBeUndefined();
      await scene().pass((limited.retryInMs ?? 0) + 5);
      expect((await scene().pollActivities({ perSecond: 3 })).tasks.length).toBeGreaterThan(0);
    });

    it('is silent when the queue is empty or the slots were', async () => {
      await activities(3);
      const one = await scene().pollActivities({ perSecond: 100, max: 1 });
      expect(one.tasks).toHaveLength(1);
      expect(one.retryInMs).toBeUndefined();
      expect(await scene().key('bell:activity:acts')).toEqual(['1']);
      const rest = await scene().pollActivities({ perSecond: 2, max: 2 });
      expect(rest.retryInMs).toBeUndefined();
      expect(await scene().key('bell:activity:acts')).toBeUndefined();
    });
  });

  describe('references', () => {
    it('name the run, the number and the attempt', async () => {
      await scene().start({ priority: 1 });
      expect(await scene().key('q:workflow:1:flows')).toEqual(['w|run-1|1.1']);
      await scene().apply(transition(WF, terminate()));
    });
  });
}
