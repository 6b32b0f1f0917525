import { describe, expect, it } from 'vitest';
import { history } from '../../test/support/history';
import { play, script } from '../../test/support/play';
import type { Command } from '../model/command';
import type { HistoryWriter } from '../../test/support/history';
import { isNondeterminismError } from './nondeterminism-error';

const timer: Command = { kind: 'startTimer', seq: 1, delayMs: 1_000 };
const complete: Command = { kind: 'completeWorkflow', result: [] };
const activity = (activityId: string, activityType: string): Command => ({
  kind: 'scheduleActivity',
  seq: 1,
  activityId,
  activityType,
  args: [],
  cancellationType: 'TRY_CANCEL',
});
const child = (workflowId: string, workflowType: string): Command => ({
  kind: 'startChildWorkflow',
  seq: 1,
  workflowId,
  workflowType,
  args: [],
  parentClosePolicy: 'TERMINATE',
  cancellationType: 'ABANDON',
  workflowIdReusePolicy: 'ALLOW_DUPLICATE',
});

/** Replays one completed task that recorded `events`, followed by a live one. */
function replay(record: (writer: HistoryWriter) => HistoryWriter, ...commands: Command[]): unknown {
  const events = record(history().started().task().completed()).signaled('next').task().events;
  try {
    play(events, script(commands));
    return undefined;
  } catch (error) {
    if (!isNondeterminismError(error)) throw error;
    return error.message;
  }
}

describe('code that does what the history says', () => {
  it.each<[string, (writer: HistoryWriter) => HistoryWriter, Command]>([
    ['a timer', (writer) => writer.timerStarted(1), timer],
    ['an activity', (writer) => writer.activityScheduled('1', 'greet'), activity('1', 'greet')],
    ['a child', (writer) => writer.childInitiated('kid', 'k'), child('kid', 'k')],
  ])('replays %s', (_name, record, command) => {
    expect(replay(record, command)).toBeUndefined();
  });
});

describe('code that does something else is told', () => {
  const greet = (writer: HistoryWriter): HistoryWriter => writer.activityScheduled('1', 'greet');

  it('which event it missed, what it did, and what to do', () => {
    expect(replay(greet, timer)).toBe(
      "Nondeterminism in workflow 'example' (run 6a52743e-0000-4000-8000-000000000001): the history has " +
        "ActivityTaskScheduled of activity 'greet' (id '1') at event 5, but the code started timer '1'. Code of a " +
        'running workflow must ask for the same things in the same order as when the history was written. Put the ' +
        "change behind `patched('my-change')`, or run this execution with the code it was started with.",
    );
  });

  it.each<[string, (writer: HistoryWriter) => HistoryWriter, Command[], string]>([
    ['another activity type', greet, [activity('1', 'wave')], "but the code scheduled activity 'wave' (id '1')"],
    ['another activity id', greet, [activity('2', 'greet')], "but the code scheduled activity 'greet' (id '2')"],
    [
      'another timer',
      (w) => w.timerStarted(2),
      [timer],
      "TimerStarted of timer '2' at event 5, but the code started timer '1'",
    ],
    [
      'another child',
      (w) => w.childInitiated('kid', 'k'),
      [child('kid', 'other')],
      "child 'k' (id 'kid') at event 5, but the code started child 'other'",
    ],
    ['nothing', greet, [], 'but the code asked for nothing at that point'],
    [
      'more',
      greet,
      [activity('1', 'greet'), timer],
      "no further event from the workflow task completed at event 4, but the code started timer '1'",
    ],
    ['an early end', greet, [complete], 'but the code completed the workflow'],
    [
      'an end where there was none',
      (w) => w,
      [complete],
      'no further event from the workflow task completed at event 4, but the code completed the workflow',
    ],
    [
      'an upsert',
      greet,
      [{ kind: 'upsertSearchAttributes', searchAttributes: { a: { encoding: 'x' } } }],
      'upserted search attributes a',
    ],
  ])('when it does %s', (_name, record, commands, message) => {
    expect(replay(record, ...commands)).toContain(message);
  });
});

describe('a history without the flag for it', () => {
  it('does not have activity types compared', () => {
    const writer = history().started().task().add('WorkflowTaskCompleted', {}).activityScheduled('1', 'greet').task();
    expect(() => play(writer.events, script([activity('1', 'wave')]))).not.toThrow();
  });
});
