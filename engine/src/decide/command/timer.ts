import type { CommandRule } from './context';

/** A timer's name in the run's timer set; carries what firing it needs. */
function timerName(startedEventId: number, timerId: string): string {
  return `timer:${startedEventId}:${timerId}`;
}

/** Key of a firing that waits in the buffer. */
export function firedEntry(startedEventId: number): string {
  return `fired:${startedEventId}`;
}

export const startTimer: CommandRule<'startTimer'> = (command, eventId) => {
  const { timerId, delayMs, summary } = command;
  return {
    events: [{ type: 'TimerStarted', timerId, startToFireTimeoutMs: delayMs, summary }],
    effects: [{ do: 'arm', name: timerName(eventId, timerId), delayMs }],
  };
};

/** A firing that has been buffered but not seen is taken back: the code cancelled first. */
export const cancelTimer: CommandRule<'cancelTimer'> = (command, _eventId, context) => {
  const { timerId, startedEventId } = command;
  return {
    events: [{ type: 'TimerCanceled', timerId, startedEventId, identity: context.identity }],
    effects: [
      { do: 'disarm', names: [timerName(startedEventId, timerId)] },
      { do: 'dropBuffered', entry: firedEntry(startedEventId) },
    ],
  };
};
