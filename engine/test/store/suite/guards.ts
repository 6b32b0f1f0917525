import { describe, expect, it } from 'vitest';
import type { Guard, Target } from '../../../src/model/transition';
import { admit, arrive, create, event, NEW, OPEN, signalled, terminate, transition } from './build';
import { type MakeServer, RUN, scenes, WF } from './scene';

export function guardSuite(make: MakeServer): void {
  const scene = scenes(make);

  /** What the guard found on the run of the tests; undefined when it holds. */
  async function found(guard: Guard, target: Target = { workflowId: WF }): Promise<string | null | undefined> {
    const result = await scene().send({ target, alternatives: [{ guards: [guard], effects: [] }] });
    return result.outcome === 'refused' ? result.refusals[0]?.actual : undefined;
  }

  describe('guards', () => {
    it('field: one of the values, and the actual one comes back', async () => {
      await scene().start();
      expect(await found({ is: 'field', hash: 'run', field: 'status', in: ['FAILED', 'RUNNING'] })).toBeUndefined();
      expect(await found({ is: 'field', hash: 'run', field: 'status', in: ['FAILED'] })).toBe('RUNNING');
      expect(await found({ is: 'field', hash: 'run', field: 'none', in: [''] })).toBeNull();
      expect(await found({ is: 'field', hash: 'current', field: 'run', in: [RUN] })).toBeUndefined();
      expect(await found({ is: 'field', hash: 'pending', field: 'act:5', in: ['x'] })).toBeNull();
      expect(await found({ is: 'field', hash: 'updates', field: 'u', in: ['x'] })).toBeNull();
    });

    it('state: the first word of a field', async () => {
      await scene().start({}, { do: 'set', hash: 'pending', field: 'act:7', value: 'started 2' });
      expect(await found({ is: 'state', hash: 'pending', field: 'act:7', in: ['started'] })).toBeUndefined();
      expect(await found({ is: 'state', hash: 'pending', field: 'act:7', in: ['scheduled'] })).toBe('started 2');
      expect(await found({ is: 'state', hash: 'pending', field: 'act:8', in: ['started'] })).toBeNull();
    });

    it('absent and present: a field or a whole hash', async () => {
      await scene().start();
      expect(await found({ is: 'absent', hash: 'run', field: 'closed' })).toBeUndefined();
      expect(await found({ is: 'absent', hash: 'run', field: 'type' })).toBe('order');
      expect(await found({ is: 'absent', hash: 'pending', field: '' })).toBeUndefined();
      expect(await found({ is: 'absent', hash: 'current', field: '' })).toBe('1');
      expect(await found({ is: 'present', hash: 'run', field: '' })).toBeUndefined();
      expect(await found({ is: 'present', hash: 'run', field: 'type' })).toBeUndefined();
      expect(await found({ is: 'present', hash: 'pending', field: '' })).toBeNull();
    });

    it('bufferEmpty, buffered, fewerThan: what has arrived while a task is out', async () => {
      await scene().start();
      expect(await found({ is: 'bufferEmpty' })).toBeUndefined();
      await scene().workflowTask();
      await scene().do(arrive('fired:5', signalled('a')), arrive('fired:50', signalled('b')));
      expect(await found({ is: 'bufferEmpty' })).toBe('2');
      expect(await found({ is: 'buffered', entry: 'fired:5' })).toBeUndefined();
      expect(await found({ is: 'buffered', entry: 'fired:' })).toBeNull();
      expect(await found({ is: 'fewerThan', of: 'buffer', count: 3 })).toBeUndefined();
      expect(await found({ is: 'fewerThan', of: 'buffer', count: 2 })).toBe('2');
      expect(await found({ is: 'fewerThan', of: 'history', count: 3 })).toBe('3');
    });

    it('fewerThan: updates that are open, and those that count', async () => {
      await scene().start();
      expect(await found({ is: 'fewerThan', of: 'updatesOpen', count: 1 })).toBeUndefined();
      await scene().do(...admit('u1'), ...admit('u2'), { do: 'moveUpdate', updateId: 'u1', to: 'completed 3' });
      expect(await found({ is: 'fewerThan', of: 'updatesOpen', count: 2 })).toBeUndefined();
      expect(await found({ is: 'fewerThan', of: 'updatesOpen', count: 1 })).toBe('1');
      expect(await found({ is: 'fewerThan', of: 'updatesCounted', count: 2 })).toBe('2');
    });

    it('timer: the score that was read', async () => {
      await scene().start({}, { do: 'arm', name: 'timer:5', delayMs: 50_000 });
      const score = (await scene().record()).timers['timer:5'] ?? 0;
      expect(await found({ is: 'timer', name: 'timer:5', scoreMs: score })).toBeUndefined();
      expect(await found({ is: 'timer', name: 'timer:5', scoreMs: score + 1 })).toBe(String(score));
      expect(await found({ is: 'timer', name: 'timer:6', scoreMs: score })).toBeNull();
    });

    it('outboxHead: the number of the first message', async () => {
      await scene().start({}, { do: 'send', message: '{}' });
      expect(await found({ is: 'outboxHead', seq: 1 })).toBeUndefined();
      expect(await found({ is: 'outboxHead', seq: 2 })).toBe('1');
      await scene().do({ do: 'popOutbox' });
      expect(await found({ is: 'outboxHead', seq: 1 })).toBeNull();
    });

    it.each<Guard>([
      { is: 'field', hash: 'run', field: 'status', in: ['RUNNING'] },
      { is: 'state', hash: 'run', field: 'status', in: ['RUNNING'] },
      { is: 'present', hash: 'run', field: '' },
      { is: 'bufferEmpty' },
      { is: 'buffered', entry: 'x' },
      { is: 'timer', name: 'task', scoreMs: 0 },
      { is: 'outboxHead', seq: 1 },
      { is: 'fewerThan', of: 'buffer', count: 9 },
    ])('on an unknown run fails: $is', async (guard) => {
      expect(await found(guard)).toBeNull();
      expect(await found(guard, { workflowId: WF, runId: 'unknown' })).toBeNull();
    });

    it('on an unknown run absent holds', async () => {
      expect(await found({ is: 'absent', hash: 'run', field: 'status' })).toBeUndefined();
      expect(await found(NEW)).toBeUndefined();
    });
  });

  describe('targets', () => {
    it('without a run id: the current run, closed or not', async () => {
      await scene().start();
      await scene().do(...terminate());
      const result = await scene().send(transition(WF, []));
      expect(result).toMatchObject({ outcome: 'refused', runId: RUN, refusals: [{ guard: 0, actual: 'TERMINATED' }] });
    });

    it('a run of another workflow id or another chain is unknown', async () => {
      await scene().start();
      await scene().startAs('other', 'run-2');
      expect(await found(OPEN, { workflowId: 'other', runId: RUN })).toBeNull();
      expect(await found(OPEN, { workflowId: WF, firstRunId: 'run-2' })).toBeNull();
      expect(await found(OPEN, { workflowId: WF, runId: RUN, firstRunId: 'run-2' })).toBeNull();
      expect(await found(OPEN, { workflowId: WF, firstRunId: RUN })).toBeUndefined();
    });

    it('an unknown run does not hide the current run of the id', async () => {
      await scene().start();
      const current: Guard = { is: 'field', hash: 'current', field: 'run', in: [RUN] };
      expect(await found(current, { workflowId: WF, runId: 'unknown' })).toBeUndefined();
    });

    it('an unknown run has no run id in the answer', async () => {
      const result = await scene().send(transition(WF, []));
      expect(result).toMatchObject({ outcome: 'refused', runId: '' });
    });
  });

  describe('alternatives (invariant 1)', () => {
    it('the first whose guards hold is applied, and its index returned', async () => {
      await scene().start();
      const result = await scene().apply({
        target: { workflowId: WF },
        alternatives: [
          { guards: [NEW], effects: [create(WF, 'run-2')] },
          { guards: [OPEN], effects: [arrive('s', signalled('a'))] },
          { guards: [OPEN], effects: [arrive('s', signalled('b'))] },
        ],
      });
      expect(result).toMatchObject({ alternative: 1, runId: RUN, repeated: false, tasks: [], outboxes: [] });
      expect(await scene().types()).toHaveLength(3);
    });

    it('when none holds nothing is written, and every first failed guard is told', async () => {
      await scene().start();
      const before = await scene().snapshot();
      const refusals = await scene().refused({
        target: { workflowId: WF },
        dedupe: { kind: 'window', requestId: 'r' },
        alternatives: [
          { guards: [OPEN, { is: 'buffered', entry: 'x' }, NEW], effects: [arrive('s', signalled('a'))] },
          { guards: [NEW], effects: [create(WF, 'run-2')] },
        ],
      });
      expect(refusals).toEqual([
        { guard: 1, actual: null },
        { guard: 0, actual: '1' },
      ]);
      expect(await scene().snapshot()).toEqual(before);
    });

    it('a start with every id policy is one transition', async () => {
      const start = (runId: string, ...closed: string[]) => ({
        target: { workflowId: WF },
        alternatives: [
          { guards: [NEW], effects: [create(WF, runId)] },
          {
            guards: [{ is: 'field', hash: 'current', field: 'status', in: closed } as const],
            effects: [create(WF, runId)],
          },
        ],
      });
      expect(await scene().apply(start('run-1'))).toMatchObject({ alternative: 0, runId: 'run-1' });
      await scene().refused(start('run-2', 'FAILED'));
      await scene().do(...terminate());
      expect(await scene().apply(start('run-3', 'TERMINATED'))).toMatchObject({ alternative: 1, runId: 'run-3' });
      expect(await scene().key('x:wf')).toMatchObject({ run: 'run-3', status: 'RUNNING', req: 'start-run-3' });
    });
  });

  describe('calls that are too late', () => {
    it('are refused without a trace', async () => {
      await scene().start();
      const { nowMs } = await scene().do();
      const before = await scene().snapshot();
      const late = transition(WF, [arrive('s', signalled('a'))], { validUntilMs: nowMs - 1 });
      expect(await scene().send(late)).toEqual({ outcome: 'expired', nowMs: expect.any(Number) as number });
      expect(await scene().snapshot()).toEqual(before);
      const inTime = transition(WF, [append1()], { validUntilMs: nowMs + 60_000 });
      await scene().apply(inTime);
    });
  });
}

function append1(): ReturnType<typeof arrive> {
  return arrive('s', event('WorkflowExecutionSignaled'));
}
