import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../limits';
import { atDeadline } from './at-deadline';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a deadline', () => {
  it('is heard of when it has passed', () => {
    const late = vi.fn();
    atDeadline(Date.now() + 1_000, late);
    vi.advanceTimersByTime(999);
    expect(late).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(late).toHaveBeenCalledOnce();
  });

  it('that is past already is heard of in the next turn', () => {
    const late = vi.fn();
    atDeadline(Date.now() - 5, late);
    vi.advanceTimersByTime(1);
    expect(late).toHaveBeenCalledOnce();
  });

  it.each([undefined, Infinity, 2 ** 50])('of %s sets no timer', (deadlineMs) => {
    atDeadline(deadlineMs, () => undefined);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that is forgotten, or farther away than timers reach, is not heard of', () => {
    const late = vi.fn();
    atDeadline(Date.now() + 10, late)();
    atDeadline(Date.now() + LIMITS.timerMs + 1, late);
    vi.advanceTimersByTime(LIMITS.timerMs + 2);
    expect(late).not.toHaveBeenCalled();
  });
});
