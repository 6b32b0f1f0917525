import { describe, expect, it } from 'vitest';
import { admit, arrive, completion, event, holdsToken, SCHEDULE, signal, transition } from './build';
import { type MakeServer, RUN, scenes, WF } from './scene';

export function overfullSuite(make: MakeServer): void {
  const scene = scenes(make);
  const wft = async (): Promise<string | undefined> => (await scene().record()).run['wft'];

  describe('a workflow task with more than may wait for its end', () => {
    const signals = async (count: number): Promise<void> => {
      for (let sent = 0; sent < count; sent += 1) await scene().do(...signal('s'));
    };

    it('is broken by the hundred-and-first event, and all of them are written', async () => {
      await scene().start();
      const task = await scene().workflowTask();
      await signals(100);
      expect(await wft()).toMatch(/^started/);
      expect(Number((await scene().record()).run['buffered'])).toBeGreaterThan(100);
      await signals(1);
      expect(await wft()).toBe('scheduled 2 1 w 106 shared');
      const written = await scene().store.readHistory(0, RUN, 1);
      expect(written[3]).toMatchObject({ type: 'WorkflowTaskFailed', cause: 'FORCE_CLOSE_COMMAND' });
      expect(written.filter(({ type }) => type === 'WorkflowExecutionSignaled')).toHaveLength(101);
      expect((await scene().record()).run).not.toHaveProperty('buffered');
      expect((await scene().record()).timers).not.toHaveProperty('task');
      const late = await scene().refused(transition(WF, completion(), { guards: [holdsToken(task)] }));
      expect(late).toEqual([{ guard: 0, actual: null }]);
      expect((await scene().workflowTask()).events.length).toBeGreaterThan(100);
    });

    it('is broken by more than two mebibytes', async () => {
      await scene().start();
      await scene().workflowTask();
      const large = arrive('large', event('WorkflowExecutionSignaled', { text: 'x'.repeat(1024 * 1024) }));
      await scene().do(large);
      expect(await wft()).toMatch(/^started/);
      await scene().do(large, SCHEDULE);
      expect(await scene().types()).toContain('WorkflowTaskFailed');
    });

    it('is not broken by what was dropped again', async () => {
      await scene().start();
      await scene().workflowTask();
      const large = arrive('large', event('TimerFired', { text: 'x'.repeat(1024 * 1024) }));
      for (let round = 0; round < 3; round += 1) await scene().do(large, { do: 'dropBuffered', entry: 'large' });
      expect(await wft()).toMatch(/^started/);
      expect((await scene().record()).run).not.toHaveProperty('buffered');
    });

    it('leaves no trace of a virtual one, whose updates come again', async () => {
      await scene().idle();
      await scene().do(...admit('u1'));
      const task = await scene().workflowTask();
      expect(task).toMatchObject({ virtual: true });
      await signals(101);
      expect(await scene().types()).not.toContain('WorkflowTaskFailed');
      expect((await scene().workflowTask()).updates).toHaveLength(1);
    });

    it('is broken when that is asked for, if it is out', async () => {
      await scene().start();
      await scene().do({ do: 'breakTask' });
      expect(await wft()).toMatch(/^scheduled/);
      await scene().workflowTask();
      await scene().do({ do: 'breakTask' });
      expect(await scene().types()).toEqual([
        'WorkflowExecutionStarted',
        'WorkflowTaskScheduled',
        'WorkflowTaskStarted',
        'WorkflowTaskFailed',
      ]);
      expect(await wft()).toBeUndefined();
    });
  });
}
