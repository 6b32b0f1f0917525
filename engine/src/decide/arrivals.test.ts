import { describe, expect, it } from 'vitest';
import { effectsOf, eventsOf, kinds } from '../../test/support/decide';
import { admitUpdate } from './admit-update';
import { requestCancel } from './request-cancel';
import { signalWorkflow } from './signal';
import { terminateWorkflow } from './terminate';

const TARGET = { workflowId: 'w' };

describe('a signal', () => {
  const transition = signalWorkflow(TARGET, { requestId: 'r', name: 'sig', args: [] });

  it('arrives at an open run and ends its start delay', () => {
    expect(eventsOf(transition.alternatives[0]!.effects)).toMatchObject([{ signalName: 'sig' }]);
    expect(effectsOf(transition.alternatives[0]!.effects, 'scheduleTask')).toEqual([
      { do: 'scheduleTask', virtual: false, wakes: true },
    ]);
  });

  it('waits while the run tries to close and has a task out', () => {
    const last = transition.alternatives.map(({ guards }) => guards.at(-1));
    expect(last).toEqual([
      { is: 'absent', hash: 'run', field: 'closing' },
      { is: 'absent', hash: 'run', field: 'token' },
    ]);
  });

  it('is remembered by its request id', () => {
    expect(transition.dedupe).toEqual({ kind: 'window', requestId: 'r' });
  });
});

describe('a cancel request', () => {
  const [again, first] = requestCancel(TARGET, { reason: 'enough' }, undefined).alternatives;

  it('changes nothing when there was one before', () => {
    expect(again!.guards).toContainEqual({ is: 'present', hash: 'run', field: 'cancelRequested' });
    expect(again!.effects).toEqual([]);
  });

  it('is written with its reason, and ends a delay, a backoff or a cron wait', () => {
    expect(eventsOf(first!.effects)).toEqual([{ type: 'WorkflowExecutionCancelRequested', cause: 'enough' }]);
    expect(effectsOf(first!.effects, 'when')).toMatchObject([
      { guard: { is: 'present', hash: 'run', field: 'hold' }, then: [{ do: 'unset' }, { do: 'releaseHold' }] },
    ]);
    expect(kinds(first!.effects).at(-1)).toBe('scheduleTask');
  });
});

describe('a termination', () => {
  it('writes what had arrived, then its event, then closes for good', () => {
    const { effects } = terminateWorkflow(TARGET, { reason: 'r', retentionMs: 7 }, undefined).alternatives[0]!;
    expect(kinds(effects)).toEqual(['breakTask', 'flush', 'append', 'close']);
    expect(effectsOf(effects, 'close')).toEqual([{ do: 'close', status: 'TERMINATED', retentionMs: 7, final: true }]);
  });
});

describe('an update', () => {
  const { alternatives } = admitUpdate(TARGET, { updateId: 'u', name: 'up', args: [] });

  it('with a known id is not admitted again, even when the run has closed', () => {
    expect(alternatives[0]).toEqual({ guards: [{ is: 'present', hash: 'updates', field: 'u' }], effects: [] });
  });

  it('is admitted to an open run that has room, with a task of its own that leaves no trace', () => {
    expect(alternatives[1]!.guards).toContainEqual({ is: 'fewerThan', of: 'updatesOpen', count: 10 });
    expect(alternatives[1]!.guards).toContainEqual({ is: 'fewerThan', of: 'updatesCounted', count: 2_000 });
    expect(effectsOf(alternatives[1]!.effects, 'scheduleTask')).toMatchObject([{ virtual: true, wakes: false }]);
  });
});
