/** One history per program of `workflows.ts`, as a run of ours would leave it. */
import { history, json, type HistoryWriter } from '../support/history';

const run = (workflowType: string, ...args: unknown[]): HistoryWriter => {
  return history().started({ workflowType, input: args.map(json) });
};
const WORKFLOW_CANCELED = { cause: 'please', identity: 'c' };

export const HISTORIES = {
  oneActivity: () =>
    run('oneActivity', 'Ann')
      .task()
      .completed()
      .activityScheduled('1', 'greet')
      .add('ActivityTaskStarted', { scheduledEventId: 5, attempt: 1, identity: 'w' })
      .add('ActivityTaskCompleted', { scheduledEventId: 5, result: [json('Hi Ann')] })
      .task()
      .completed()
      .add('WorkflowExecutionCompleted', { result: [json('Hi Ann')] }),

  failingActivity: () =>
    run('failingActivity')
      .task()
      .completed()
      .activityScheduled('1', 'greet')
      .add('ActivityTaskStarted', { scheduledEventId: 5, attempt: 3 })
      .add('ActivityTaskFailed', {
        scheduledEventId: 5,
        retryState: 'MAXIMUM_ATTEMPTS_REACHED',
        failure: { message: 'boom', source: 'TypeScriptSDK', info: { kind: 'application', type: 'Error' } },
      })
      .task()
      .completed()
      .add('WorkflowExecutionCompleted', { result: [json('Activity task failed: boom')] }),

  timer: () =>
    run('timer')
      .task()
      .completed()
      .timerStarted(1)
      .add('TimerFired', { timerId: '1', startedEventId: 5 })
      .task()
      .add('WorkflowTaskTimedOut', { timeoutType: 'START_TO_CLOSE' })
      .task()
      .completed()
      .add('WorkflowExecutionCompleted', { result: [{ encoding: 'binary/null' }] }),

  child: () =>
    run('child')
      .task()
      .completed()
      .childInitiated('kid-1', 'kid')
      .add('ChildWorkflowExecutionStarted', kid())
      .task()
      .completed()
      .add('ChildWorkflowExecutionCompleted', { ...kid(), result: [json('done')] })
      .task()
      .completed()
      .add('WorkflowExecutionCompleted', { result: [json('done')] }),

  failingChild: () =>
    run('failingChild')
      .task()
      .completed()
      .childInitiated('kid-1', 'kid')
      .add('ChildWorkflowExecutionStarted', kid())
      .task()
      .completed()
      .add('ChildWorkflowExecutionTerminated', kid())
      .task()
      .completed()
      .add('WorkflowExecutionCompleted', { result: [json('Child Workflow execution failed')] }),

  cancelledChild: () =>
    run('cancelledChild')
      .task()
      .completed()
      .childInitiated('kid-1', 'kid')
      .add('ChildWorkflowExecutionStarted', kid())
      .task()
      .completed()
      .add('WorkflowExecutionCancelRequested', WORKFLOW_CANCELED)
      .task()
      .completed()
      .add('RequestCancelExternalWorkflowExecutionInitiated', {
        workflowId: 'kid-1',
        runId: 'kid-run',
        childWorkflowOnly: true,
      })
      .add('ExternalWorkflowExecutionCancelRequested', { workflowId: 'kid-1', runId: 'kid-run', initiatedEventId: 14 })
      .task()
      .completed()
      .add('ChildWorkflowExecutionCanceled', kid())
      .task()
      .completed()
      .add('WorkflowExecutionCanceled', {}),

  signal: () =>
    run('signal')
      .task()
      .completed()
      .signaled('say', 'hello')
      .task()
      .completed()
      .add('WorkflowExecutionCompleted', { result: [json('hello')] }),

  patch: () =>
    run('patch')
      .task()
      .completed()
      .patched('faster')
      .timerStarted(1)
      .add('TimerFired', { timerId: '1', startedEventId: 7 })
      .task()
      .completed()
      .add('WorkflowExecutionCompleted', { result: [{ encoding: 'binary/null' }] }),

  update: () =>
    run('update')
      .task()
      .completed()
      .task()
      .completed()
      .add('WorkflowExecutionUpdateAccepted', { updateId: 'u1', request: addOne() })
      .timerStarted(1)
      .add('TimerFired', { timerId: '1', startedEventId: 9 })
      .task()
      .completed()
      .add('WorkflowExecutionUpdateCompleted', { updateId: 'u1', acceptedEventId: 8, outcome: { result: [json(1)] } })
      .add('WorkflowExecutionCompleted', { result: [json(1)] }),

  quickUpdate: () =>
    run('quickUpdate')
      .task()
      .completed()
      .task()
      .completed()
      .add('WorkflowExecutionUpdateAccepted', { updateId: 'u1', request: addOne() })
      .add('WorkflowExecutionUpdateCompleted', { updateId: 'u1', acceptedEventId: 8, outcome: { result: [json(1)] } })
      .add('WorkflowExecutionCompleted', { result: [json(1)] }),

  cancel: () =>
    run('cancel')
      .task()
      .completed()
      .activityScheduled('1', 'greet')
      .add('WorkflowExecutionCancelRequested', WORKFLOW_CANCELED)
      .task()
      .completed()
      .add('ActivityTaskCancelRequested', { scheduledEventId: 5 })
      .add('WorkflowExecutionCanceled', {}),

  waitingCancel: () =>
    run('waitingCancel')
      .task()
      .completed()
      .activityScheduled('1', 'greet')
      .add('WorkflowExecutionCancelRequested', WORKFLOW_CANCELED)
      .task()
      .completed()
      .add('ActivityTaskCancelRequested', { scheduledEventId: 5 })
      .add('ActivityTaskStarted', { scheduledEventId: 5, attempt: 1 })
      .add('ActivityTaskCanceled', { scheduledEventId: 5, details: [json('half')] })
      .task()
      .completed()
      .activityScheduled('2', 'greet'),

  cancelledTimer: () =>
    run('cancelledTimer')
      .task()
      .completed()
      .timerStarted(1, 3_600_000)
      .add('WorkflowExecutionCancelRequested', WORKFLOW_CANCELED)
      .task()
      .completed()
      .add('TimerCanceled', { timerId: '1', startedEventId: 5 })
      .add('WorkflowExecutionCompleted', { result: [json('stopped')] }),

  external: () =>
    run('external')
      .task()
      .completed()
      .add('SignalExternalWorkflowExecutionInitiated', {
        workflowId: 'other',
        runId: '',
        signalName: 'hello',
        input: [json(1)],
        childWorkflowOnly: false,
      })
      .add('ExternalWorkflowExecutionSignaled', { workflowId: 'other', runId: '', initiatedEventId: 5 })
      .task()
      .completed()
      .add('RequestCancelExternalWorkflowExecutionInitiated', {
        workflowId: 'other',
        runId: '',
        childWorkflowOnly: false,
      })
      .add('RequestCancelExternalWorkflowExecutionFailed', {
        workflowId: 'other',
        runId: '',
        initiatedEventId: 10,
        cause: 'EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND',
      })
      .task()
      .completed()
      .add('WorkflowExecutionCompleted', {
        result: [json('Unable to cancel external workflow because not found')],
      }),

  again: () =>
    run('again', 1)
      .task()
      .completed()
      .add('WorkflowExecutionContinuedAsNew', {
        newExecutionRunId: 'next',
        workflowType: 'again',
        taskQueue: 'q',
        input: [json(2)],
        workflowTaskTimeoutMs: 10_000,
        initiator: 'WORKFLOW',
      }),
} satisfies Record<string, () => HistoryWriter>;

/** Histories the programs cannot have: a replayer that lets them pass proves nothing. */
export const WRONG_HISTORIES = {
  'another activity': () =>
    run('oneActivity', 'Ann').task().completed().activityScheduled('1', 'wave').signaled('x').task(),
  'a timer instead of an activity': () =>
    run('oneActivity', 'Ann').task().completed().timerStarted(1).signaled('x').task(),
  'a patch the code does not have': () =>
    run('timer').task().completed().patched('gone').timerStarted(1).signaled('x').task(),
} satisfies Record<string, () => HistoryWriter>;

function kid(): { workflowId: string; workflowType: string; runId: string; initiatedEventId: number } {
  return { workflowId: 'kid-1', workflowType: 'kid', runId: 'kid-run', initiatedEventId: 5 };
}

function addOne(): { updateId: string; name: string; input: ReturnType<typeof json>[] } {
  return { updateId: 'u1', name: 'add', input: [json(1)] };
}
