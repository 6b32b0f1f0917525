import { describe, expect, it } from 'vitest';
import { agreeingComparison, differenceFrom } from './compare-golden';

const task = ['WorkflowTaskScheduled', 'WorkflowTaskStarted', 'WorkflowTaskCompleted'];
const ordered = { a: [...task, 'TimerFired', ...task, 'ActivityTaskCompleted'] };
const together = { a: [...task, 'TimerFired', 'ActivityTaskCompleted'] };
const swapped = { a: [...task, 'ActivityTaskCompleted', 'TimerFired'] };

describe('the strictest comparison under which histories agree', () => {
  it.each([
    ['exact', [ordered, ordered]],
    ['without-workflow-tasks', [ordered, together]],
    ['counts', [ordered, together, swapped]],
    [undefined, [ordered, { a: ['TimerFired'] }]],
    [undefined, [ordered, { ...ordered, b: [] }]],
  ])('is %s', (expected, runs) => {
    expect(agreeingComparison(runs)).toBe(expected);
  });

  it('is never stricter than what was agreed on before', () => {
    expect(agreeingComparison([ordered, ordered], 'counts')).toBe('counts');
  });
});

describe('a difference', () => {
  it('is the first event that is not as expected', () => {
    const golden = { compare: 'exact', histories: together } as const;
    expect(differenceFrom(golden, swapped)).toContain('event 4 is ActivityTaskCompleted, golden.json says TimerFired');
    expect(differenceFrom(golden, { a: task })).toContain('event 4 is missing, golden.json says TimerFired');
  });

  it('is a history too many or too few', () => {
    const golden = { compare: 'counts', histories: { a: [] } } as const;
    expect(differenceFrom(golden, {})).toBe("there is no history of 'a'");
    expect(differenceFrom(golden, { a: [], b: [] })).toBe("the history of 'b' is not in golden.json");
  });
});
