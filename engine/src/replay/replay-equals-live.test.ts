import fc from 'fast-check';
import { expect, it } from 'vitest';
import { history } from '../../test/support/history';
import type { HistoryWriter } from '../../test/support/history';
import { play } from '../../test/support/play';
import type { Code } from '../../test/support/play';
import { eventOf } from '../../test/support/record';
import type { Activation } from '../model/activation';
import type { ActivityCancellationType, ChildCancellationType, Command } from '../model/command';
import type { EventType, HistoryEvent, UpdateRequest } from '../model/event';
import { createRunMachine } from './run-machine';

/** Random workflow code: what it does depends on nothing but the random numbers it was written with, and on its jobs. */
function program(numbers: readonly number[]): Code {
  let at = 0;
  const seqs = { timer: 0, activity: 0, child: 0, signal: 0, cancel: 0 };
  const draw = (below: number): number => (numbers[at++ % numbers.length] ?? 0) % below;
  const known = new Set<string>();
  const cancelled = new Set<number>();
  const steps: readonly ((live: Activation) => Command | undefined)[] = [
    () => ({ kind: 'startTimer', seq: (seqs.timer += 1), delayMs: 1_000 }),
    () => (seqs.timer ? { kind: 'cancelTimer', seq: 1 + draw(seqs.timer) } : undefined),
    () => activity((seqs.activity += 1), ACTIVITY_TYPES[draw(3)]!),
    () => (seqs.activity ? { kind: 'requestCancelActivity', seq: 1 + draw(seqs.activity) } : undefined),
    () => child((seqs.child += 1), CHILD_TYPES[draw(4)]!),
    () => {
      const childSeq = seqs.child ? 1 + draw(seqs.child) : 0;
      if (childSeq === 0 || cancelled.has(childSeq)) return undefined;
      cancelled.add(childSeq);
      return { kind: 'cancelChildWorkflow', childSeq };
    },
    () => signal((seqs.signal += 1)),
    () => (seqs.signal ? { kind: 'cancelSignalExternalWorkflow', seq: 1 + draw(seqs.signal) } : undefined),
    () => ({ kind: 'requestCancelExternalWorkflow', seq: (seqs.cancel += 1), workflowId: 'other' }),
    (live) => {
      const patchId = `p${draw(3)}`;
      if (live.isReplaying && !known.has(patchId)) return undefined;
      known.add(patchId);
      return { kind: 'setPatchMarker', patchId, deprecated: false };
    },
  ];
  return (activation) => {
    for (const job of activation.jobs) if (job.kind === 'notifyHasPatch') known.add(job.patchId);
    const answers = activation.jobs.flatMap((job): Command[] => {
      if (job.kind !== 'doUpdate') return [];
      const { updateId } = job;
      const accepted: Command = { kind: 'updateResponse', updateId, response: { state: 'accepted' } };
      if (draw(2) === 0) return [accepted];
      return [accepted, { kind: 'updateResponse', updateId, response: { state: 'completed', result: [] } }];
    });
    const asked = Array.from({ length: draw(4) }, () => steps[draw(steps.length)]!(activation));
    return [...answers, ...asked.filter((command) => command !== undefined)];
  };
}

/** What may follow an event, once: the world's answers. */
const FOLLOWERS: Partial<Record<EventType, (event: never) => object>> = {
  TimerStarted: ({ eventId, timerId }: HistoryEvent & { timerId: string }) => {
    return { type: 'TimerFired', timerId, startedEventId: eventId };
  },
  ActivityTaskScheduled: ({ eventId }: HistoryEvent) => ({ type: 'ActivityTaskCompleted', scheduledEventId: eventId }),
  StartChildWorkflowExecutionInitiated: ({ eventId, ...event }: HistoryEvent & { workflowId: string }) => {
    const { workflowId } = event;
    return {
      type: 'ChildWorkflowExecutionStarted',
      initiatedEventId: eventId,
      workflowId,
      workflowType: 'k',
      runId: 'r',
    };
  },
  ChildWorkflowExecutionStarted: ({ initiatedEventId }: HistoryEvent & { initiatedEventId: number }) => {
    return {
      type: 'ChildWorkflowExecutionCompleted',
      initiatedEventId,
      workflowId: 'x',
      workflowType: 'k',
      runId: 'r',
    };
  },
  SignalExternalWorkflowExecutionInitiated: ({ eventId }: HistoryEvent) => {
    return { type: 'ExternalWorkflowExecutionSignaled', initiatedEventId: eventId, workflowId: 'other', runId: '' };
  },
  RequestCancelExternalWorkflowExecutionInitiated: ({ eventId }: HistoryEvent) => {
    return { type: 'ExternalWorkflowExecutionCancelRequested', initiatedEventId: eventId, workflowId: 'x', runId: '' };
  },
};

/** Lets the world answer some of what was asked, and send a signal. */
function worldTurns(written: HistoryWriter, numbers: readonly number[], answered: Set<number>): void {
  const cancelledTimers = new Set(
    written.events.flatMap((event) => (event.type === 'TimerCanceled' ? [event.startedEventId] : [])),
  );
  written.events.slice().forEach((event, index) => {
    const follow = FOLLOWERS[event.type] as ((event: HistoryEvent) => object) | undefined;
    if (!follow || answered.has(event.eventId) || cancelledTimers.has(event.eventId)) return;
    if ((numbers[index % numbers.length] ?? 0) % 3 === 0) return;
    answered.add(event.eventId);
    const { type, ...body } = follow(event) as HistoryEvent;
    written.add(type, body);
  });
  written.signaled('tick');
}

const seen = (activations: readonly Activation[]): unknown => {
  return activations.map(({ isReplaying, ...activation }) => {
    void isReplaying;
    const jobs = activation.jobs.filter((job) => job.kind !== 'notifyHasPatch');
    return { ...activation, jobs: jobs.map((job) => (job.kind === 'doUpdate' ? { ...job, runValidator: true } : job)) };
  });
};

it('replaying any history with unchanged code yields the same activations and commands (invariant 7)', () => {
  const numbers = fc.array(fc.nat(1_000), { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 6 }), (drawn, tasks) => {
      const written = history().started();
      const answered = new Set<number>();
      const machine = createRunMachine();
      const code = program(drawn);
      const live: Activation[] = [];
      for (let task = 0; task < tasks; task += 1) {
        const updates: readonly UpdateRequest[] = task % 2 ? [{ updateId: `u${task}`, name: 'set' }] : [];
        written.task();
        const warm = play(written.events, code, { machine, updates });
        live.push(...warm.activations);
        const cold = play(written.events, program(drawn), { updates });
        expect(cold.commands).toEqual(warm.commands);
        expect(seen(cold.activations)).toEqual(seen(live));
        written.completed();
        for (const command of warm.commands) {
          const { type, ...body } = eventOf(command)!;
          written.add(type, body);
        }
        worldTurns(written, drawn, answered);
      }
    }),
    { numRuns: 300 },
  );
});

const ACTIVITY_TYPES = ['TRY_CANCEL', 'WAIT_CANCELLATION_COMPLETED', 'ABANDON'] as const;
const CHILD_TYPES = ['ABANDON', 'TRY_CANCEL', 'WAIT_CANCELLATION_COMPLETED', 'WAIT_CANCELLATION_REQUESTED'] as const;

function activity(seq: number, cancellationType: ActivityCancellationType): Command {
  return { kind: 'scheduleActivity', seq, activityId: String(seq), activityType: 'greet', args: [], cancellationType };
}

function child(seq: number, cancellationType: ChildCancellationType): Command {
  const policies = { parentClosePolicy: 'ABANDON', workflowIdReusePolicy: 'ALLOW_DUPLICATE' } as const;
  const names = { workflowId: `kid-${seq}`, workflowType: 'k', args: [] };
  return { kind: 'startChildWorkflow', seq, ...names, ...policies, cancellationType };
}

function signal(seq: number): Command {
  const target = { kind: 'external', workflowId: 'other' } as const;
  return { kind: 'signalExternalWorkflow', seq, target, signalName: 'hi', args: [] };
}
