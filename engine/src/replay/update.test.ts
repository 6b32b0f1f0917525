import { describe, expect, it } from 'vitest';
import { history, json } from '../../test/support/history';
import { play, script } from '../../test/support/play';
import type { Command, UpdateResponse } from '../model/command';

const request = { updateId: 'u', name: 'set', input: [json(1)] };
const respond = (response: UpdateResponse['response']): Command => ({
  kind: 'updateResponse',
  updateId: 'u',
  response,
});
const accepted = respond({ state: 'accepted' });
const done = respond({ state: 'completed', result: [json(2)] });
const doUpdate = { kind: 'doUpdate', updateId: 'u', name: 'set', args: [json(1)], header: {} };
const acceptance = () =>
  history()
    .started()
    .task()
    .completed()
    .task()
    .completed()
    .add('WorkflowExecutionUpdateAccepted', { updateId: 'u', request });

describe('an update', () => {
  const live = history().started().task().events;

  it('is validated the first time', () => {
    const { activations } = play(live, script(), { updates: [request] });
    expect(activations[0]?.jobs[1]).toEqual({ ...doUpdate, runValidator: true });
  });

  it('may be accepted and completed in one task', () => {
    const { commands } = play(live, script([accepted, done]), { updates: [request] });
    const outcome = { result: [json(2)] };
    expect(commands).toEqual([
      { kind: 'acceptUpdate', request },
      { kind: 'completeUpdate', updateId: 'u', acceptedEventId: undefined, outcome },
    ]);
  });

  it('may fail after it was accepted', () => {
    const failure = { message: 'boom' };
    const { commands } = play(live, script([accepted, respond({ state: 'failed', failure })]), { updates: [request] });
    expect(commands[1]).toMatchObject({ kind: 'completeUpdate', outcome: { failure } });
  });

  it('that is rejected says why and leaves nothing to be matched', () => {
    const rejected = respond({ state: 'rejected', failure: { message: 'no' } });
    const written = history().started().task();
    const { commands, machine } = play(written.events, script([rejected]), { updates: [request] });
    expect(commands).toEqual([{ kind: 'rejectUpdate', updateId: 'u', failure: { message: 'no' } }]);
    written.completed().signaled('x').task();
    expect(() => play(written.events.slice(3), script(), { machine })).not.toThrow();
  });

  it('is replayed in the task that accepted it, without its validator', () => {
    const { activations, commands } = play(acceptance().signaled('x').task().events, script([], [accepted], [done]));
    expect(activations[1]).toMatchObject({
      isReplaying: true,
      historyLength: 6,
      jobs: [{ ...doUpdate, runValidator: false }],
    });
    expect(commands).toMatchObject([{ kind: 'completeUpdate', acceptedEventId: 8 }]);
  });

  it('that the code no longer accepts is a difference', () => {
    const rejected = respond({ state: 'rejected', failure: { message: 'No registered handler' } });
    expect(() => play(acceptance().signaled('x').task().events, script([], [rejected]))).toThrow(
      /WorkflowExecutionUpdateAccepted of update 'set' \(id 'u'\) at event 8, but the code asked for nothing/,
    );
  });

  it('that was never asked for cannot be answered', () => {
    expect(() => play(live, script([accepted]))).toThrow("answered update 'u'");
  });
});
