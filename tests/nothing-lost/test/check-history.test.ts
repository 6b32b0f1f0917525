import type { HistoryEvent } from '@perdure/engine';
import { describe, expect, it } from 'vitest';
import { faultsOf } from './support/check-history';

/** A sound history of one activity, as far as the checker looks at it. */
const SOUND = [
  { type: 'WorkflowExecutionStarted' },
  { type: 'WorkflowTaskScheduled' },
  { type: 'WorkflowTaskStarted' },
  { type: 'WorkflowTaskCompleted' },
  { type: 'ActivityTaskScheduled' },
  { type: 'ActivityTaskStarted', scheduledEventId: 5 },
  { type: 'ActivityTaskCompleted', scheduledEventId: 5 },
  { type: 'WorkflowTaskScheduled' },
  { type: 'WorkflowTaskStarted' },
  { type: 'WorkflowTaskCompleted' },
  { type: 'WorkflowExecutionCompleted' },
];

describe('the checker of histories', () => {
  it('has nothing against a sound history', () => {
    expect(faultsOf(history(SOUND))).toEqual([]);
  });

  it.each([
    ['an event twice', [...SOUND.slice(0, 7), ...SOUND.slice(6)], /after the end of 5/],
    ['a completed task twice', [...SOUND.slice(0, 4), ...SOUND.slice(3)], /while the workflow task is none/],
    ['a completion without its start', SOUND.filter(({ type }) => type !== 'ActivityTaskStarted'), /was not started/],
    ['an event after the end', [...SOUND, { type: 'WorkflowExecutionSignaled' }], /follows the end/],
  ])('refuses %s', (_what, events, fault) => {
    expect(faultsOf(history(events)).join('; ')).toMatch(fault);
  });

  it('refuses a gap', () => {
    expect(faultsOf(history(SOUND).filter(({ eventId }) => eventId !== 5)).join('; ')).toMatch(/event 6 is number 5/);
  });
});

function history(events: readonly object[]): HistoryEvent[] {
  return events.map((event, index) => ({ ...event, eventId: index + 1, timeMs: index })) as HistoryEvent[];
}
