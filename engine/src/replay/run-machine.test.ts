import { describe, expect, it } from 'vitest';
import { history, json, RUN_ID, START_MS } from '../../test/support/history';
import { drive, jobKinds, play, script } from '../../test/support/play';
import type { Command } from '../model/command';
import { createRunMachine } from './run-machine';

const startTimer = (seq: number): Command => ({ kind: 'startTimer', seq, delayMs: 1_000 });
const complete: Command = { kind: 'completeWorkflow', result: [] };
const query = (queryId: string) => ({ queryId, name: 'state', args: [], header: {} });
const answer = (queryId: string): Command => ({ kind: 'queryResponse', queryId, answer: { result: [] } });

describe('the first task', () => {
  it('initializes the workflow and sends what it asked for', () => {
    const { activations, commands, usedFlags } = play(history().started().task().events, script([startTimer(1)]));
    expect(jobKinds(activations)).toEqual([['initializeWorkflow']]);
    expect(commands).toEqual([{ kind: 'startTimer', timerId: '1', delayMs: 1_000, summary: undefined }]);
    expect(usedFlags).toEqual({ coreUsedFlags: [1, 2, 3], langUsedFlags: [1, 2, 3, 4, 5, 6] });
  });

  it('says when it is, how long the history is, and that it is live', () => {
    const { activations } = play(history().started().task().events, script());
    expect(activations[0]).toMatchObject({
      timestampMs: START_MS + 3_000,
      isReplaying: false,
      historyLength: 3,
      historySizeBytes: 200,
      continueAsNewSuggested: false,
    });
  });

  it('seeds the random source with the original run id', () => {
    const { activations } = play(history().started({ originalExecutionRunId: 'first' }).task().events, script());
    expect(activations[0]?.jobs[0]).toMatchObject({ randomnessSeed: 'first' });
  });
});

describe('the order of jobs', () => {
  it('is initialize, patches, signals and updates, everything else', () => {
    const recorded = history()
      .started()
      .signaled('a')
      .task()
      .completed()
      .patched('p')
      .timerStarted(1)
      .add('TimerFired', { timerId: '1', startedEventId: 8 })
      .add('WorkflowExecutionCancelRequested', { cause: 'stop' })
      .signaled('b')
      .task();
    const code = script([{ kind: 'setPatchMarker', patchId: 'p', deprecated: false }, startTimer(1)]);
    const updates = [{ updateId: 'u', name: 'set' }];
    const { activations } = play(recorded.events, code, { updates });
    expect(jobKinds(activations)).toEqual([
      ['initializeWorkflow', 'notifyHasPatch', 'signalWorkflow'],
      ['signalWorkflow', 'doUpdate', 'fireTimer', 'cancelWorkflow'],
    ]);
    expect(activations.map((activation) => activation.isReplaying)).toEqual([true, false]);
  });

  it('has queries last, alone, and as replay', () => {
    const events = history().started().task().events;
    const { activations, queryAnswers } = play(events, script([startTimer(1)], [answer('q')]), {
      queries: [query('q')],
    });
    expect(jobKinds(activations)).toEqual([['initializeWorkflow'], ['queryWorkflow']]);
    expect(activations[1]?.isReplaying).toBe(true);
    expect(queryAnswers).toEqual([{ queryId: 'q', answer: { result: [] } }]);
  });
});

describe('workflow tasks that brought nothing', () => {
  it('are folded into the next completed one', () => {
    const events = history()
      .started()
      .task()
      .add('WorkflowTaskFailed', { cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE' })
      .signaled('late')
      .task()
      .add('WorkflowTaskTimedOut', { timeoutType: 'START_TO_CLOSE' })
      .task().events;
    const { activations } = play(events, script());
    expect(jobKinds(activations)).toEqual([['initializeWorkflow', 'signalWorkflow']]);
    expect(activations[0]?.historyLength).toBe(10);
  });

  it('are not shown to the code when they bring no jobs', () => {
    const { activations } = play(history().started().task().completed().task().events, script());
    expect(jobKinds(activations)).toEqual([['initializeWorkflow']]);
  });
});

describe('a warm machine', () => {
  it('goes on with the events after the last task', () => {
    const written = history().started().task();
    const code = script([startTimer(1)], [complete]);
    const { machine } = play(written.events, code);
    written.completed().timerStarted(1).add('TimerFired', { timerId: '1', startedEventId: 5 }).task();
    const { activations, commands, usedFlags } = play(written.events.slice(3), code, { machine });
    expect(jobKinds(activations)).toEqual([['fireTimer']]);
    expect(commands).toEqual([complete]);
    expect(usedFlags).toBeUndefined();
  });

  it('passes over events it has seen', () => {
    const written = history().started().task();
    const code = script([startTimer(1)], [complete]);
    const { machine } = play(written.events, code);
    written.completed().timerStarted(1).add('TimerFired', { timerId: '1', startedEventId: 5 }).task();
    expect(play(written.events, code, { machine }).commands).toEqual([complete]);
  });

  it('survives a virtual task that only rejected updates and left no trace', () => {
    const written = history().started().task();
    const code = script([startTimer(1)], reject('u'), [complete]);
    const { machine } = play(written.events, code);
    written.completed().timerStarted(1);
    const virtual = history();
    virtual.events.push(...written.events);
    const rejected = play(virtual.task().events.slice(3), code, { machine, updates: [{ updateId: 'u', name: 'set' }] });
    expect(rejected.commands).toMatchObject([{ kind: 'rejectUpdate', updateId: 'u' }]);
    written.add('TimerFired', { timerId: '1', startedEventId: 5 }).task();
    const { activations, commands } = play(written.events.slice(3), code, { machine });
    expect(jobKinds(activations)).toEqual([['fireTimer']]);
    expect(commands).toEqual([complete]);
  });

  it('is of no use after an error', () => {
    const events = history().started().task().completed().timerStarted(1).signaled('x').task().events;
    const machine = createRunMachine();
    expect(() => play(events, script([complete]), { machine })).toThrow(/Nondeterminism/);
    expect(() => play(events, script(), { machine })).toThrow('broken');
  });

  it('refuses a history with a gap', () => {
    const { events } = history().started().signaled('lost').task();
    expect(() => play([events[0]!, ...events.slice(2)], script())).toThrow('event 3 follows event 1');
  });
});

describe('a query without a workflow task', () => {
  const queried = { runId: RUN_ID, namespace: 'default', query: query('q') };

  it('replays a closed run and then asks', () => {
    const machine = createRunMachine();
    const closed = history().started().task().completed().add('WorkflowExecutionCompleted', {});
    machine.feedQuery({ ...queried, events: closed.events });
    const { activations, commands, queryAnswers } = drive(machine, script([complete], [answer('q')]));
    expect(jobKinds(activations)).toEqual([['initializeWorkflow'], ['queryWorkflow']]);
    expect(activations.every((activation) => activation.isReplaying)).toBe(true);
    expect(commands).toEqual([]);
    expect(queryAnswers).toHaveLength(1);
  });

  it('shows a terminated run the signals that no task saw', () => {
    const machine = createRunMachine();
    const closed = history().started().task().completed().signaled('late').add('WorkflowExecutionTerminated', {});
    machine.feedQuery({ ...queried, events: closed.events });
    const { activations } = drive(machine, script([], [], [answer('q')]));
    expect(jobKinds(activations)).toEqual([['initializeWorkflow'], ['signalWorkflow'], ['queryWorkflow']]);
  });

  it('leaves an open run ready for its next task, cold or warm', () => {
    const written = history().started().task().completed().timerStarted(1);
    const machine = createRunMachine();
    const code = script([startTimer(1)], [answer('q')], [answer('q')], [complete]);
    machine.feedQuery({ ...queried, events: written.events });
    expect(drive(machine, code).queryAnswers).toHaveLength(1);
    machine.feedQuery({ ...queried, events: [] });
    expect(drive(machine, code).queryAnswers).toHaveLength(1);
    written.add('TimerFired', { timerId: '1', startedEventId: 5 }).task();
    expect(play(written.events.slice(3), code, { machine }).commands).toEqual([complete]);
  });

  it('is refused before the first task', () => {
    const machine = createRunMachine();
    expect(() => machine.feedQuery({ ...queried, events: history().started().events })).toThrow('first task');
  });

  it('may only be answered', () => {
    const events = history().started().task().events;
    expect(() => play(events, script([], [startTimer(1)]), { queries: [query('q')] })).toThrow('issued startTimer');
  });
});

describe('workflow info', () => {
  it('comes from the first event', () => {
    const events = history()
      .started({
        attempt: 2,
        chainStartMs: 5,
        memo: { a: json(1) },
        cronSchedule: '* * * * *',
        firstWorkflowTaskBackoffMs: 7,
      })
      .task().events;
    const job = play(events, script()).activations[0]?.jobs[0];
    expect(job).toMatchObject({
      info: {
        namespace: 'default',
        workflowId: 'wf',
        attempt: 2,
        startTimeMs: 5,
        runStartTimeMs: START_MS + 1_000,
        memo: { a: json(1) },
        cronScheduleToScheduleIntervalMs: 7,
      },
    });
  });
});

function reject(updateId: string): Command[] {
  return [{ kind: 'updateResponse', updateId, response: { state: 'rejected', failure: { message: 'no' } } }];
}
