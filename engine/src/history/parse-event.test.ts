import { expect, it } from 'vitest';
import { formatEvent, parseEvent } from './parse-event';

it('an event is read back as it was written, with its place as its id', () => {
  const stored = '{"t":5,"type":"TimerStarted","timerId":"1","startToFireTimeoutMs":10}';
  const event = parseEvent(stored, 7);
  expect(event).toEqual({ type: 'TimerStarted', timerId: '1', startToFireTimeoutMs: 10, eventId: 7, timeMs: 5 });
  expect(formatEvent({ type: 'TimerStarted', timerId: '1', startToFireTimeoutMs: 10 }, 5)).toBe(stored);
});
