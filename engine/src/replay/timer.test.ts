import { describe, expect, it } from 'vitest';
import { history } from '../../test/support/history';
import { jobKinds, play, script } from '../../test/support/play';
import type { Command } from '../model/command';

const start: Command = { kind: 'startTimer', seq: 1, delayMs: 10 };
const cancel: Command = { kind: 'cancelTimer', seq: 1 };

describe('a timer', () => {
  it('started and cancelled in one task was never there, live and on replay', () => {
    const written = history().started().task();
    expect(play(written.events, script([start, cancel])).commands).toEqual([]);
    const again: Command = { kind: 'startTimer', seq: 2, delayMs: 10 };
    written.completed().timerStarted(2).signaled('x').task();
    expect(() => play(written.events, script([start, cancel, again]))).not.toThrow();
  });

  it('is cancelled by the event that started it', () => {
    const events = history().started().task().completed().timerStarted(1).signaled('x').task().events;
    const { commands } = play(events, script([start], [cancel]));
    expect(commands).toEqual([{ kind: 'cancelTimer', timerId: '1', startedEventId: 5 }]);
  });

  it('that has fired can be cancelled without effect', () => {
    const fired = { timerId: '1', startedEventId: 5 };
    const events = history().started().task().completed().timerStarted(1).add('TimerFired', fired).task().events;
    const { activations, commands } = play(events, script([start], [cancel]));
    expect(jobKinds(activations)).toEqual([['initializeWorkflow'], ['fireTimer']]);
    expect(commands).toEqual([]);
  });
});
