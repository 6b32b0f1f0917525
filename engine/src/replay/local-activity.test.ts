import { describe, expect, it } from 'vitest';
import { history, json } from '../../test/support/history';
import { drive, jobKinds, play, script } from '../../test/support/play';
import type { Activation } from '../model/activation';
import type { Command, CommandOf } from '../model/command';
import type { LocalActivityEnd } from '../model/local-activity';
import { localMarker } from './local-marker';
import { createRunMachine } from './run-machine';

const complete: Command = { kind: 'completeWorkflow', result: [] };
const timer: Command = { kind: 'startTimer', seq: 9, delayMs: 1_000 };

function local(seq: number, options: Partial<CommandOf<'scheduleLocalActivity'>> = {}): Command {
  return {
    kind: 'scheduleLocalActivity',
    seq,
    activityId: String(seq),
    activityType: 'act',
    args: [],
    attempt: 1,
    startToCloseTimeoutMs: 10,
    cancellationType: 'TRY_CANCEL',
    ...options,
  };
}

const cancel = (seq: number): Command => ({ kind: 'requestCancelLocalActivity', seq });

function ended(seq: number, endedMs = 0): LocalActivityEnd {
  return { seq, attempt: 1, outcome: { status: 'completed', result: [json(seq)] }, endedMs, originalScheduleTimeMs: 0 };
}

function marker(seq: number, activityType = 'act', completeMs = 0) {
  const record = { seq, activityId: String(seq), activityType, attempt: 1, completeMs, originalScheduleTimeMs: 0 };
  return localMarker({ ...record, result: [json(seq)] });
}

const begun = () => history().started().task();

/** A live task with two local activities that run. */
function live(...answers: (readonly Command[])[]) {
  const machine = createRunMachine();
  const code = script([local(1), local(2)], ...answers);
  machine.feed({ runId: begunRunId, namespace: 'default', events: begun().events, updates: [], queries: [] });
  const activations: Activation[] = [];
  const run = (): void => {
    for (let next = machine.next(); next; next = machine.next()) {
      activations.push(next);
      machine.submit(code(next));
    }
  };
  run();
  return { machine, run, activations };
}
const begunRunId = (begun().events[0] as unknown as { runId: string }).runId;

describe('local activities in a live task', () => {
  it('are to be begun once', () => {
    const { machine } = live();
    expect(machine.takeLocalWork().start.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(machine.takeLocalWork().start).toEqual([]);
    expect(machine.localRunning).toBe(2);
  });

  it('end in activations of their own, each with its time, and leave markers in that order', () => {
    const { machine, run, activations } = live([timer], [complete]);
    machine.takeLocalWork();
    const startedMs = activations[0]!.timestampMs;
    machine.localEnded(ended(2, startedMs + 5));
    run();
    machine.localEnded(ended(1, startedMs + 3));
    run();
    expect(jobKinds(activations)).toEqual([['initializeWorkflow'], ['resolveActivity'], ['resolveActivity']]);
    expect(activations.map(({ timestampMs }) => timestampMs - startedMs)).toEqual([0, 5, 5]);
    expect(machine.finish().commands).toMatchObject([
      { kind: 'recordMarker', markerName: 'core_local_activity' },
      { kind: 'startTimer' },
      { kind: 'recordMarker' },
      { kind: 'completeWorkflow' },
    ]);
  });

  it('are not waited for when the code has ended the run', () => {
    const { machine, run } = live([complete]);
    machine.takeLocalWork();
    machine.localEnded(ended(1));
    run();
    expect(machine.localRunning).toBe(0);
  });

  it('that are cancelled without waiting end at once, and what the worker says later is nobody’s business', () => {
    const { machine, run, activations } = live([cancel(2)], [complete]);
    machine.takeLocalWork();
    machine.localEnded(ended(1));
    run();
    expect(activations.at(-1)!.jobs).toMatchObject([{ seq: 2, resolution: { status: 'cancelled' } }]);
    expect(machine.takeLocalWork()).toEqual({ start: [], cancel: [2], abandon: [] });
    machine.localEnded(ended(2));
    run();
    expect(activations).toHaveLength(3);
  });
});

describe('local activities on replay', () => {
  it('end as their markers say, in that order, and nothing is to be begun', () => {
    const events = begun().completed().add('MarkerRecorded', marker(2)).add('MarkerRecorded', marker(1));
    const done = events.add('WorkflowExecutionCompleted', { result: [] }).events;
    const machine = createRunMachine();
    machine.feedQuery({
      runId: begunRunId,
      namespace: 'default',
      events: done,
      query: { queryId: 'q', name: 'q', args: [], header: {} },
    });
    const { activations } = drive(machine, script([local(1), local(2)], [], [complete]));
    expect(activations.slice(1, 3).map(({ jobs }) => jobs)).toMatchObject([[{ seq: 2 }], [{ seq: 1 }]]);
  });

  it('without a marker run when the history has no more to say', () => {
    const events = begun().completed().task().events;
    const machine = createRunMachine();
    machine.feed({ runId: begunRunId, namespace: 'default', events, updates: [], queries: [] });
    for (let next = machine.next(); next; next = machine.next()) machine.submit([local(1)]);
    expect(machine.takeLocalWork().start).toMatchObject([{ seq: 1, activityType: 'act' }]);
  });

  it.each([
    ['did not schedule it', [timer], marker(1)],
    ["scheduled local activity 'act' (id '1')", [local(1)], marker(1, 'other')],
  ] as const)('that differ are nondeterminism: the code %s', (actual, commands, recorded) => {
    const events = begun().completed().add('MarkerRecorded', recorded).task().events;
    const named = new RegExp(
      `MarkerRecorded of local activity '.*' \\(id '1'\\) at event 5, but the code ${escaped(actual)}`,
    );
    expect(() => play(events, script(commands))).toThrow(named);
  });
});

function escaped(text: string): string {
  return text.replace(/[()]/g, '\\$&');
}
