import { describe, expect, it } from 'vitest';
import type { Dedupe, Transition } from '../../../src/model/transition';
import { completeRun, create, holdsToken, completion, NEW, OPEN, signal, terminate, transition } from './build';
import { type MakeServer, RUN, scenes, WF } from './scene';

export function dedupeSuite(make: MakeServer): void {
  const scene = scenes(make);

  const repeated: [string, Dedupe, Dedupe][] = [
    ['window', { kind: 'window', requestId: 'r 1|"x"' }, { kind: 'window', requestId: 'r2' }],
    ['sender', { kind: 'sender', sender: 'run-9', seq: 3 }, { kind: 'sender', sender: 'run-9', seq: 4 }],
    ['run', { kind: 'run', requestId: 'r1' }, { kind: 'run', requestId: 'r2' }],
  ];

  describe('a repeated request', () => {
    it.each(
      repeated.slice(1).concat([['window', { kind: 'window', requestId: 'r1' }, { kind: 'window', requestId: 'r2' }]]),
    )('of kind %s is applied once, with the first answer (invariants 8, 10)', async (_kind, dedupe, other) => {
      await scene().start();
      const step: Transition = {
        target: { workflowId: WF },
        dedupe,
        alternatives: [
          { guards: [NEW], effects: [] },
          { guards: [OPEN], effects: signal('a') },
        ],
      };
      expect(await scene().apply(step)).toMatchObject({ alternative: 1, repeated: false, runId: RUN });
      const before = await scene().snapshot();
      expect(await scene().apply(step)).toMatchObject({ alternative: 1, repeated: true, runId: RUN, tasks: [] });
      expect(await scene().snapshot()).toEqual(before);
      expect(await scene().apply({ ...step, dedupe: other })).toMatchObject({ repeated: false });
      expect(await scene().types()).toHaveLength(4);
    });

    it.each(repeated)('of kind %s keeps its answer when the run has closed since', async (_kind, dedupe) => {
      if (dedupe.kind === 'window') dedupe = { kind: 'window', requestId: 'plain' };
      await scene().start();
      const step = transition(WF, terminate(), { dedupe });
      await scene().apply(step);
      expect(await scene().apply(step)).toMatchObject({ outcome: 'applied', repeated: true, runId: RUN });
    });

    it.each(repeated)('of kind %s that was refused is decided again', async (_kind, dedupe) => {
      if (dedupe.kind === 'window') dedupe = { kind: 'window', requestId: 'plain' };
      const step = transition(WF, signal('a'), { dedupe });
      await scene().refused(step);
      await scene().start();
      expect(await scene().apply(step)).toMatchObject({ repeated: false });
    });

    it('tells the run that was started, not the current one', async () => {
      const dedupe: Dedupe = { kind: 'window', requestId: 'r1' };
      const start = (runId: string): Transition => transition(WF, [create(WF, runId)], { guards: [NEW], dedupe });
      await scene().apply(start('run-1'));
      await scene().do(...terminate());
      await scene().apply({
        target: { workflowId: WF },
        alternatives: [{ guards: [], effects: [create(WF, 'run-2')] }],
      });
      expect(await scene().apply(start('run-3'))).toMatchObject({ repeated: true, runId: 'run-1' });
    });
  });

  it('messages of a sender apply in order: an older number is a repeat (invariant 8)', async () => {
    await scene().start();
    const message = (seq: number): Transition =>
      transition(WF, signal(`s${seq}`), { dedupe: { kind: 'sender', sender: 'run-9', seq } });
    await scene().apply(message(1));
    await scene().apply(message(2));
    expect(await scene().apply(message(1))).toMatchObject({ repeated: true });
    expect(await scene().key('from:run-9')).toBe('2 0 run-1');
    expect(await scene().types()).toHaveLength(4);
  });

  it('a run remembers its latest request only', async () => {
    await scene().start();
    const request = (requestId: string): Transition =>
      transition(WF, signal('a'), { dedupe: { kind: 'run', requestId } });
    await scene().apply(request('r1'));
    await scene().apply(request('r2'));
    expect((await scene().record()).run['lastreq']).toBe('r2 0 ');
    expect(await scene().apply(request('r1'))).toMatchObject({ repeated: false });
  });

  it('a repeated completion of the last task is recognised on the closed run', async () => {
    await scene().start();
    const task = await scene().workflowTask();
    const step = transition(WF, completion(completeRun()), {
      guards: [holdsToken(task)],
      runId: RUN,
      dedupe: { kind: 'run', requestId: 'c1' },
    });
    await scene().apply(step);
    expect(await scene().apply(step)).toMatchObject({ repeated: true, runId: RUN, tasks: [] });
  });

  it('window outcomes stand in a hash of their time window', async () => {
    await scene().start();
    await scene().apply(transition(WF, [], { dedupe: { kind: 'window', requestId: 'r1' } }));
    const snapshot = await scene().snapshot();
    const key = Object.keys(snapshot).find((name) => name.startsWith('seen:'));
    expect(snapshot[key ?? '']).toEqual({ r1: '0 run-1' });
  });
}
