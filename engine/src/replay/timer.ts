import type { CommandOf } from '../model/command';
import type { EventOf } from '../model/event';
import type { Issued } from './command-queue';
import type { Run } from './run';
import { operationAt } from './run';

/** A timer of the workflow, from `startTimer` until it fires or is cancelled. */
export interface Timer {
  readonly family: 'timer';
  readonly seq: number;
  readonly timerId: string;
  state: { readonly at: 'requested'; readonly issued: Issued } | { readonly at: 'started'; readonly eventId: number };
}

export function startTimer(run: Run, command: CommandOf<'startTimer'>): void {
  const { seq, delayMs, summary } = command;
  const timerId = String(seq);
  const issued = run.queue.issue(
    { kind: 'startTimer', timerId, delayMs, summary },
    {
      recorded: (eventId) => {
        timer.state = { at: 'started', eventId };
        run.byEvent.set(eventId, timer);
      },
    },
  );
  const timer: Timer = { family: 'timer', seq, timerId, state: { at: 'requested', issued } };
  run.timers.set(seq, timer);
}

/** A timer that has not left this task was never there; one that has fired is left alone. */
export function cancelTimer(run: Run, { seq }: CommandOf<'cancelTimer'>): void {
  const timer = run.timers.get(seq);
  if (!timer) return;
  run.timers.delete(seq);
  if (timer.state.at === 'requested') return run.queue.withdraw(timer.state.issued);
  run.byEvent.delete(timer.state.eventId);
  run.queue.issue({ kind: 'cancelTimer', timerId: timer.timerId, startedEventId: timer.state.eventId });
}

export function timerFired(run: Run, event: EventOf<'TimerFired'>): void {
  const timer = operationAt(run, 'timer', event.startedEventId);
  if (!timer) return;
  run.byEvent.delete(event.startedEventId);
  run.timers.delete(timer.seq);
  run.jobs.push({ kind: 'fireTimer', seq: timer.seq });
}
