import { describe, expect, it } from 'vitest';
import { history, json } from '../../test/support/history';
import { play, script } from '../../test/support/play';
import type { Command } from '../model/command';

const timer: Command = { kind: 'startTimer', seq: 1, delayMs: 1_000 };
const complete: Command = { kind: 'completeWorkflow', result: [] };
const fail: Command = { kind: 'failWorkflow', failure: { message: 'late' } };
const task = () => history().started().task();

describe('a command that ends the run', () => {
  it('goes last; the others stay, a second end does not', () => {
    const { commands } = play(task().events, script([complete, timer, fail]));
    expect(commands.map((command) => command.kind)).toEqual(['startTimer', 'completeWorkflow']);
  });

  it('goes last over all activations of the task', () => {
    const activity: Command = {
      kind: 'scheduleActivity',
      seq: 1,
      activityId: '1',
      activityType: 'greet',
      args: [],
      cancellationType: 'TRY_CANCEL',
    };
    const { commands } = play(
      task().events,
      script([activity, { kind: 'requestCancelActivity', seq: 1 }, complete], [timer]),
    );
    expect(commands.map((command) => command.kind)).toEqual(['startTimer', 'completeWorkflow']);
  });

  it('cut off the rest in histories without the flag for it', () => {
    const events = task()
      .add('WorkflowTaskCompleted', { coreUsedFlags: [1, 2] })
      .signaled('x')
      .task().events;
    expect(() => play(events, script([complete, timer]))).toThrow('completed the workflow');
    const closed = task()
      .add('WorkflowTaskCompleted', { coreUsedFlags: [1, 2] })
      .add('WorkflowExecutionCompleted', {});
    expect(() => play(closed.task().events, script([complete, timer]))).not.toThrow();
  });
});

describe('continue as new', () => {
  const again: Command = { kind: 'continueAsNew', workflowType: 'example', args: [] };

  it('keeps the memo of the start and the search attributes as they are', () => {
    const events = history()
      .started({ memo: { a: json(1) }, searchAttributes: { x: json(1), y: json(1) } })
      .task().events;
    const { commands } = play(
      events,
      script([
        { kind: 'modifyMemo', upsertedMemo: { a: json(2) } },
        { kind: 'upsertSearchAttributes', searchAttributes: { y: json(2) } },
        again,
      ]),
    );
    expect(commands[2]).toMatchObject({ memo: { a: json(1) }, searchAttributes: { x: json(1), y: json(2) } });
  });

  it('takes what the code gives', () => {
    const events = history()
      .started({ memo: { a: json(1) }, searchAttributes: { x: json(1) } })
      .task().events;
    const given = { memo: { b: json(2) }, searchAttributes: {} };
    expect(play(events, script([{ ...again, ...given }])).commands[0]).toMatchObject(given);
  });
});
