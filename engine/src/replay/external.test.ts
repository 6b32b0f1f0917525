import { describe, expect, it } from 'vitest';
import { history, RUN_ID } from '../../test/support/history';
import { play, script } from '../../test/support/play';
import type { Command } from '../model/command';

const signal: Command = {
  kind: 'signalExternalWorkflow',
  seq: 1,
  target: { kind: 'external', workflowId: 'other' },
  signalName: 'hi',
  args: [],
};
const withdraw: Command = { kind: 'cancelSignalExternalWorkflow', seq: 1 };
const cancel: Command = { kind: 'requestCancelExternalWorkflow', seq: 1, workflowId: 'other', reason: 'bored' };
const other = { workflowId: 'other', runId: '' };
const signalled = () =>
  history()
    .started()
    .task()
    .completed()
    .add('SignalExternalWorkflowExecutionInitiated', { ...other, signalName: 'hi', childWorkflowOnly: false });

describe('a signal to another workflow', () => {
  it('resolves when it has arrived', () => {
    const events = signalled()
      .add('ExternalWorkflowExecutionSignaled', { ...other, initiatedEventId: 5 })
      .task().events;
    expect(play(events, script([signal])).activations[1]?.jobs).toEqual([
      { kind: 'resolveSignalExternal', seq: 1, failure: undefined },
    ]);
  });

  it.each([
    ['EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND', 'Unable to signal external workflow because it was not found'],
    [
      'SIGNAL_COUNT_LIMIT_EXCEEDED',
      'Unable to signal external workflow because The per-workflow signal limit was exceeded',
    ],
  ] as const)('that fails with %s says so', (cause, message) => {
    const failed = { ...other, initiatedEventId: 5, cause };
    const events = signalled().add('SignalExternalWorkflowExecutionFailed', failed).task().events;
    expect(play(events, script([signal])).activations[1]?.jobs).toMatchObject([{ failure: { message } }]);
  });

  it('cancelled in the same task is not sent', () => {
    const { activations, commands } = play(history().started().task().events, script([signal, withdraw]));
    expect(commands).toEqual([]);
    const failure = { message: 'Signal was cancelled before being sent', info: { kind: 'canceled' } };
    expect(activations[1]?.jobs).toEqual([{ kind: 'resolveSignalExternal', seq: 1, failure }]);
  });

  it('that has left cannot be taken back', () => {
    const { activations, commands } = play(signalled().signaled('x').task().events, script([signal], [withdraw]));
    expect(commands).toEqual([]);
    expect(activations).toHaveLength(2);
  });

  it('to a child names no run', () => {
    const toChild: Command = { ...signal, target: { kind: 'child', workflowId: 'kid' } };
    const { commands } = play(history().started().task().events, script([toChild]));
    expect(commands).toMatchObject([{ workflowId: 'kid', runId: '', childWorkflowOnly: true }]);
  });
});

describe('a cancellation request to another workflow', () => {
  const requested = () =>
    history()
      .started()
      .task()
      .completed()
      .add('RequestCancelExternalWorkflowExecutionInitiated', { ...other, childWorkflowOnly: false });

  it('says who asks and why', () => {
    const { commands } = play(history().started().task().events, script([cancel]));
    const reason = `Cancel requested by workflow with run id ${RUN_ID} with reason: bored`;
    expect(commands).toMatchObject([{ workflowId: 'other', runId: '', childWorkflowOnly: false, reason }]);
  });

  it('resolves when it has arrived', () => {
    const arrived = { ...other, initiatedEventId: 5 };
    const events = requested().add('ExternalWorkflowExecutionCancelRequested', arrived).task().events;
    expect(play(events, script([cancel])).activations[1]?.jobs).toMatchObject([
      { kind: 'resolveCancelExternal', seq: 1 },
    ]);
  });

  it('fails when there is no such workflow', () => {
    const cause = 'EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND' as const;
    const failed = { ...other, initiatedEventId: 5, cause };
    const events = requested().add('RequestCancelExternalWorkflowExecutionFailed', failed).task().events;
    const failure = {
      message: 'Unable to cancel external workflow because not found',
      info: { kind: 'application', type: 'ExternalWorkflowExecutionNotFound' },
    };
    expect(play(events, script([cancel])).activations[1]?.jobs).toMatchObject([{ failure }]);
  });
});
