/** Both replayers find what is wrong with a history; a check that cannot fail proves nothing. */
import { expect, it } from 'vitest';
import type { ReplayJob } from '../src/checks/replay/protocol';
import { replayHistories } from '../dist/checks/replay/replay-histories.js';

const event = (eventId: number, type: string, attributes: string, fields: object) => ({
  eventId: String(eventId),
  eventTime: '2025-01-01T00:00:00Z',
  eventType: `EVENT_TYPE_${type}`,
  [`${attributes}EventAttributes`]: fields,
});

/** Of samples/hello-world, up to what the workflow asks for first: an activity, or something else. */
function job(runId: string, asks: 'activity' | 'timer'): ReplayJob {
  const asked =
    asks === 'activity'
      ? event(5, 'ACTIVITY_TASK_SCHEDULED', 'activityTaskScheduled', {
          activityId: '1',
          activityType: { name: 'greet' },
          workflowTaskCompletedEventId: '4',
        })
      : event(5, 'TIMER_STARTED', 'timerStarted', { timerId: '1', workflowTaskCompletedEventId: '4' });
  const events = [
    event(1, 'WORKFLOW_EXECUTION_STARTED', 'workflowExecutionStarted', {
      workflowType: { name: 'welcome' },
      taskQueue: { name: 'queue' },
      workflowTaskTimeout: '10s',
      originalExecutionRunId: runId,
      firstExecutionRunId: runId,
      attempt: 1,
    }),
    event(2, 'WORKFLOW_TASK_SCHEDULED', 'workflowTaskScheduled', { taskQueue: { name: 'queue' }, attempt: 1 }),
    event(3, 'WORKFLOW_TASK_STARTED', 'workflowTaskStarted', { scheduledEventId: '2' }),
    event(4, 'WORKFLOW_TASK_COMPLETED', 'workflowTaskCompleted', {
      scheduledEventId: '2',
      startedEventId: '3',
      sdkMetadata: { coreUsedFlags: [1, 2, 3], langUsedFlags: [1, 2] },
    }),
    asked,
  ];
  return { scenario: 'samples/hello-world', label: asks, workflowId: `wf-${runId}`, runId, history: { events } };
}

it.each(['perdure', 'temporal'] as const)(
  '%s refuses what the code does not do',
  { timeout: 120_000 },
  async (replayer) => {
    const right = '11111111-1111-4111-8111-111111111111';
    const wrong = '22222222-2222-4222-8222-222222222222';
    const jobs = [job(right, 'activity'), job(wrong, 'timer')];
    const verdict = await replayHistories(replayer, jobs, [], new AbortController().signal);
    if (!verdict.done) throw new Error(verdict.reason);
    expect([...verdict.refused.keys()]).toEqual([wrong]);
    expect(verdict.refused.get(wrong)).toMatch(/[Nn]ondeterminism/);
  },
);
