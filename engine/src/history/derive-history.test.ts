import { describe, expect, it } from 'vitest';
import { history } from '../../test/support/history';
import { deriveHistory } from './derive-history';

const boom = { failure: { message: 'boom' }, retryState: 'TIMEOUT' } as const;
const kid = { initiatedEventId: 6, workflowId: 'kid', workflowType: 'k', runId: 'r' };

describe('ids that are not stored', () => {
  const events = history()
    .started() // 1
    .task() // 2, 3
    .completed() // 4
    .activityScheduled('a', 'greet') // 5
    .childInitiated('kid', 'k') // 6
    .add('ActivityTaskStarted', { scheduledEventId: 5, attempt: 1 }) // 7
    .add('ChildWorkflowExecutionStarted', kid) // 8
    .add('ActivityTaskFailed', { scheduledEventId: 5, ...boom }) // 9
    .task() // 10, 11
    .add('WorkflowTaskTimedOut', { timeoutType: 'START_TO_CLOSE' }) // 12
    .task() // 13, 14
    .completed() // 15
    .add('WorkflowExecutionUpdateAccepted', { updateId: 'u', request: { updateId: 'u', name: 'set' } }) // 16
    .activityScheduled('b', 'greet') // 17
    .activityScheduled('c', 'greet') // 18
    .add('ActivityTaskTimedOut', { scheduledEventId: 17, ...boom }) // 19
    .add('ChildWorkflowExecutionCompleted', kid) // 20
    .task() // 21, 22
    .completed() // 23
    .add('ActivityTaskCancelRequested', { scheduledEventId: 18 }) // 24
    .add('ActivityTaskCanceled', { scheduledEventId: 18 }).events; // 25
  const derived = deriveHistory(events);

  it.each([
    ['a started task names its schedule', 3, { scheduledEventId: 2 }],
    ['a completed task names schedule and start', 4, { scheduledEventId: 2, startedEventId: 3 }],
    ['a timed out task names its own', 12, { scheduledEventId: 10, startedEventId: 11 }],
    ['a command event names the task that asked for it', 5, { workflowTaskCompletedEventId: 4 }],
    ['a closed activity names its start', 9, { startedEventId: 7 }],
    ['an activity that never started has start 0', 19, { startedEventId: 0 }],
    ['a closed child names its start', 20, { startedEventId: 8 }],
    ['an accepted update names the last event before its task', 16, { acceptedRequestSequencingEventId: 13 }],
    ['a cancelled activity names the request', 25, { startedEventId: 0, latestCancelRequestedEventId: 24 }],
    ['other events need nothing', 1, {}],
  ])('%s', (_rule, eventId, ids) => {
    expect(derived[eventId - 1]).toEqual({ ...events[eventId - 1], derived: ids });
  });
});
