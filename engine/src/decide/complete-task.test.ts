import { describe, expect, it } from 'vitest';
import { commandContext, effectsOf, eventsOf, kinds, scheduledEvent } from '../../test/support/decide';
import type { ResolvedCommand } from '../model/resolved-command';
import { completeTask, failTask, taskRetryDelayMs } from './complete-task';

const TASK = { workflowId: 'w', runId: 'run', token: '1.1', startedEventId: 3, virtual: false, attempt: 1 };
const COMPLETE: ResolvedCommand = { kind: 'completeWorkflow', result: [] };
const TIMER: ResolvedCommand = { kind: 'startTimer', timerId: '1', delayMs: 5 };
const REJECT: ResolvedCommand = { kind: 'rejectUpdate', updateId: 'u', failure: { message: 'no' } };

function complete(commands: readonly ResolvedCommand[], task: Partial<typeof TASK> = {}) {
  return completeTask(
    { task: { ...TASK, ...task }, requestId: 'r', commands, updatesHandled: 1, queryAnswers: [], sticky: 'worker' },
    commandContext(),
  );
}

describe('a completed workflow task', () => {
  it('is written first, its commands behind it with ids that follow its own', () => {
    const { effects } = complete([TIMER, { ...TIMER, timerId: '2' }]).alternatives[0]!;
    expect(eventsOf(effects).map(({ type }) => type)).toEqual([
      'WorkflowTaskCompleted',
      'TimerStarted',
      'TimerStarted',
    ]);
    expect(effectsOf(effects, 'arm').map(({ name }) => name)).toEqual(['timer:5:1', 'timer:6:2']);
    expect(kinds(effects).slice(0, 2)).toEqual(['endTask', 'append']);
  });

  it('flushes what arrived meanwhile, and lets arrivals in again', () => {
    const { effects } = complete([]).alternatives[0]!;
    expect(kinds(effects).slice(-2)).toEqual(['unset', 'flush']);
  });

  it('that is renewed is followed by another one at once, also when it has nothing to say', () => {
    const renewed = {
      task: { ...TASK, virtual: true },
      requestId: 'r',
      commands: [],
      updatesHandled: 0,
      queryAnswers: [],
    };
    const { effects } = completeTask({ ...renewed, renews: true }, commandContext()).alternatives[0]!;
    expect(kinds(effects)).toEqual(['endTask', 'append', 'unset', 'flush', 'scheduleTask']);
    expect(effectsOf(effects, 'endTask')).toMatchObject([{ write: true }]);
  });

  it('that closes the run asks that nothing has arrived, and is done again otherwise', () => {
    const [closing, again] = complete([COMPLETE]).alternatives;
    expect(closing!.guards).toContainEqual({ is: 'bufferEmpty' });
    expect(kinds(closing!.effects).at(-1)).toBe('close');
    expect(eventsOf(again!.effects)).toMatchObject([{ type: 'WorkflowTaskFailed', cause: 'UNHANDLED_COMMAND' }]);
    expect(effectsOf(again!.effects, 'set')).toMatchObject([{ field: 'closing', value: '1' }]);
    expect(kinds(again!.effects).at(-1)).toBe('flush');
  });

  it('that closes the run writes nothing behind its last event', () => {
    const { effects } = complete([{ kind: 'requestCancelActivity', scheduledEventId: 5 }, COMPLETE]).alternatives[0]!;
    expect(eventsOf(effects).at(-1)).toMatchObject({ type: 'WorkflowExecutionCompleted' });
    expect(kinds(effects)).not.toContain('when');
  });

  it('that closes the run starts no child', () => {
    const child = { kind: 'startChildWorkflow', workflowId: 'c', workflowType: 't', args: [] } as const;
    const start: ResolvedCommand = {
      ...child,
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    };
    const closing = complete([start, COMPLETE]).alternatives[0]!;
    expect(eventsOf(closing.effects).map(({ type }) => type)).toContain('StartChildWorkflowExecutionInitiated');
    expect(kinds(closing.effects)).not.toContain('send');
    expect(kinds(complete([start]).alternatives[0]!.effects)).toContain('send');
  });

  it('that was virtual and only rejected updates leaves no trace', () => {
    const { effects } = complete([REJECT], { virtual: true }).alternatives[0]!;
    expect(eventsOf(effects)).toEqual([]);
    expect(effectsOf(effects, 'endTask')).toMatchObject([{ write: false, updatesHandled: 1 }]);
  });

  it('that was virtual and did anything else is written', () => {
    expect(effectsOf(complete([TIMER, REJECT], { virtual: true }).alternatives[0]!.effects, 'endTask')[0]!.write).toBe(
      true,
    );
    const retried = complete([REJECT], { virtual: true, attempt: 2 });
    expect(effectsOf(retried.alternatives[0]!.effects, 'endTask')[0]!.write).toBe(true);
  });

  it('counts only for whoever holds the task', () => {
    const token = { is: 'field', hash: 'run', field: 'token', in: ['1.1'] };
    for (const { guards } of complete([COMPLETE]).alternatives) expect(guards[0]).toEqual(token);
  });

  it('that accepts and completes an update points from the outcome to the acceptance', () => {
    const { effects } = complete([
      { kind: 'acceptUpdate', request: { updateId: 'u', name: 'up' } },
      { kind: 'completeUpdate', updateId: 'u', outcome: { result: [] } },
    ]).alternatives[0]!;
    expect(eventsOf(effects)[2]).toMatchObject({ type: 'WorkflowExecutionUpdateCompleted', acceptedEventId: 5 });
    expect(effectsOf(effects, 'moveUpdate').map(({ to }) => to)).toEqual(['accepted 5', 'completed 6']);
  });
});

describe('a failed workflow task', () => {
  const fail = (task: Partial<typeof TASK>) =>
    failTask({ ...TASK, ...task }, 'r', { cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE', identity: 'me' }).alternatives[0]!
      .effects;

  it('is written, and comes again at once', () => {
    expect(eventsOf(fail({}))).toMatchObject([{ type: 'WorkflowTaskFailed' }]);
    expect(effectsOf(fail({}), 'retryTask')).toEqual([{ do: 'retryTask', attempt: 2, delayMs: 0 }]);
  });

  it('that was virtual is not written', () => {
    expect(eventsOf(fail({ virtual: true, attempt: 2 }))).toEqual([]);
  });

  it('comes later with each attempt, up to a minute', () => {
    expect([1, 2, 3, 4, 7, 8, 30].map(taskRetryDelayMs)).toEqual([0, 1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
  });
});

describe('commands of a task', () => {
  const first = (command: ResolvedCommand) => complete([command]).alternatives[0]!.effects;

  it('schedule an activity: fields, timers, and a place in its queue', () => {
    const { retryPolicy } = scheduledEvent();
    const effects = first({
      kind: 'scheduleActivity',
      activityId: 'a',
      activityType: 't',
      args: [],
      retryPolicy,
      startToCloseTimeoutMs: 10,
      scheduleToCloseTimeoutMs: 50,
      heartbeatTimeoutMs: 5,
    });
    expect(effectsOf(effects, 'set')).toMatchObject([{ value: '10 5 q' }, { value: 'scheduled 1' }]);
    expect(effectsOf(effects, 'arm').map(({ name, delayMs }) => [name, delayMs])).toEqual([
      ['act:5:scheduleToClose', 50],
      ['act:5:scheduleToStart', 50],
    ]);
    expect(effectsOf(effects, 'pushActivity')).toMatchObject([
      { scheduledEventId: 5, attempt: 1, taskQueue: 'q', eager: true },
    ]);
  });

  it('cancel an activity: one that waits is over and the code hears of it, one that runs is told', () => {
    const [waits, runs] = effectsOf(first({ kind: 'requestCancelActivity', scheduledEventId: 7 }), 'when');
    expect(waits).toMatchObject({ guard: { is: 'state', in: ['scheduled', 'backoff', 'paused'] } });
    expect(kinds(waits!.then)).toEqual(['arrive', 'unset', 'disarm', 'scheduleTask']);
    expect(runs).toMatchObject({ guard: { in: ['started'] }, then: [{ do: 'set', field: 'act:7:cancel' }] });
  });

  it('cancel a timer: it is disarmed, and a firing that waits is dropped', () => {
    const effects = first({ kind: 'cancelTimer', timerId: '1', startedEventId: 7 });
    expect(effectsOf(effects, 'disarm')).toEqual([{ do: 'disarm', names: ['timer:7:1'] }]);
    expect(effectsOf(effects, 'dropBuffered')).toEqual([{ do: 'dropBuffered', entry: 'fired:7' }]);
  });

  it.each([
    ['TERMINATE', ['terminate']],
    ['REQUEST_CANCEL', ['cancel']],
    ['ABANDON', []],
  ] as const)(
    'start a child with policy %s: a message, and the will that the policy asks for',
    (parentClosePolicy, wills) => {
      const effects = first({
        kind: 'startChildWorkflow',
        workflowId: 'c',
        workflowType: 'child',
        args: [],
        parentClosePolicy,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      });
      expect(effectsOf(effects, 'send').map(({ message }) => JSON.parse(message) as object)).toMatchObject([
        { kind: 'startChild', runId: 'new-id', initiatedEventId: 5, request: { requestId: 'new-id', taskQueue: 'q' } },
      ]);
      expect(effectsOf(effects, 'will').map(({ message }) => (JSON.parse(message) as { kind: string }).kind)).toEqual(
        wills,
      );
    },
  );

  it('signal a child: only a child of this run may hear it', () => {
    const effects = first({
      kind: 'signalExternalWorkflow',
      workflowId: 'c',
      runId: '',
      childWorkflowOnly: true,
      signalName: 's',
      args: [],
    });
    expect(JSON.parse(effectsOf(effects, 'send')[0]!.message)).toMatchObject({
      childWorkflowOnly: true,
      target: { workflowId: 'c' },
    });
  });

  it('continue as new: cron ends, attempts begin again, the current search attributes go on', () => {
    const context = commandContext({ searchAttributes: { S: { encoding: 'json/plain', data: '1' } } });
    const started = { ...context.started, cronSchedule: '* * * * *', attempt: 4, header: { h: { encoding: 'x' } } };
    const transition = completeTask(
      {
        task: TASK,
        requestId: 'r',
        commands: [{ kind: 'continueAsNew', workflowType: 'next', args: [] }],
        updatesHandled: 0,
        queryAnswers: [],
      },
      { ...context, started },
    );
    const run = effectsOf(transition.alternatives[0]!.effects, 'createRun')[0]!.run;
    const next = JSON.parse(run.started) as Record<string, unknown>;
    expect(next).toMatchObject({ workflowType: 'next', attempt: 1, searchAttributes: { S: { data: '1' } } });
    expect(next).not.toHaveProperty('cronSchedule');
    expect(next).not.toHaveProperty('header');
    expect(effectsOf(transition.alternatives[0]!.effects, 'close')).toMatchObject([
      { status: 'CONTINUED_AS_NEW', final: false },
    ]);
  });
});
