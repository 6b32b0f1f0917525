import type { ActivityTask } from '../../../src/model/task';
import type { Effect } from '../../../src/model/transition';
import { activityCompleted, arriveClose, event, OPEN, SCHEDULE, transition } from '../suite/build';
import { SHARD } from '../suite/scene';
import { oneOf, pick, WORKERS } from './pick';
import type { PlayStep } from './steps';

export const completeActivity: PlayStep = async (player, { a, b, c }) => {
  const task = pick(player.activities, a);
  if (!task) return;
  if (a % 4 !== 0) player.activities.splice(player.activities.indexOf(task), 1);
  const worker = oneOf(WORKERS, b);
  const eager = {
    worker,
    identity: 'eager',
    activities: 0,
    workflowTask: true,
    ...(c % 2 === 0 ? { stickyQueue: `sticky/${worker}` } : {}),
  };
  player.lastActivityCompletion = transition(task.workflowId, completed(task), {
    runId: task.runId,
    guards: [OPEN, isOut(task)],
    dedupe: { kind: 'run', requestId: `act-${player.next()}` },
    ...(c % 3 === 0 ? {} : { eager }),
  });
  await player.apply(player.lastActivityCompletion);
};

export const completeActivityAgain: PlayStep = async (player) => {
  if (player.lastActivityCompletion) await player.apply(player.lastActivityCompletion);
};

/** The attempt failed: it waits for its retry timer. */
export const retryActivity: PlayStep = async (player, { a, b }) => {
  const task = pick(player.activities, a);
  if (!task) return;
  const name = `act:${task.scheduledEventId}`;
  const effects: Effect[] = [
    { do: 'set', hash: 'pending', field: name, value: `backoff ${task.attempt + 1}` },
    { do: 'set', hash: 'pending', field: `${name}:failure`, value: '{"message":"again"}' },
    { do: 'disarm', names: [`${name}:startToClose`, `${name}:heartbeat`] },
    { do: 'arm', name: `${name}:retry`, delayMs: b % 2 === 0 ? 1 : 60_000 },
  ];
  await player.apply(transition(task.workflowId, effects, { runId: task.runId, guards: [OPEN, isOut(task)] }));
};

/** Cancels it where it stands: what waits ends, what runs is told, what has ended is dropped from the buffer. */
export const cancelActivity: PlayStep = async (player, { a, b }) => {
  const task = pick(player.activities, a);
  if (!task) return;
  const name = `act:${task.scheduledEventId}`;
  const ended = arriveClose(name, event('ActivityTaskCanceled', { scheduledEventId: task.scheduledEventId }));
  const effects: Effect[] = [
    {
      do: 'when',
      guard: { is: 'state', hash: 'pending', field: name, in: ['scheduled', 'backoff'] },
      then: [ended, SCHEDULE as never, { do: 'unset', hash: 'pending', fields: [name] }],
      else: [{ do: 'set', hash: 'pending', field: `${name}:cancel`, value: '1' }],
    },
    {
      do: 'when',
      guard: b % 2 === 0 ? { is: 'buffered', entry: name } : { is: 'bufferEmpty' },
      then: [{ do: 'dropBuffered', entry: name }],
      else: [{ do: 'stamp', hash: 'run', field: 'cancelled' }],
    },
  ];
  await player.apply(transition(task.workflowId, effects, { runId: task.runId }));
};

export const heartbeat: PlayStep = async (player, { a, b }) => {
  const task = pick(player.activities, a);
  if (!task) return;
  const { runId, scheduledEventId, attempt } = task;
  const details = b % 2 === 0 ? '[{"encoding":"json/plain","data":"7"}]' : undefined;
  await player.note(
    player.store.heartbeat(SHARD, { runId, scheduledEventId, attempt: attempt + (b % 5 === 0 ? 1 : 0), details }),
  );
};

function completed({ scheduledEventId }: ActivityTask): Effect[] {
  return activityCompleted(scheduledEventId);
}

function isOut({ scheduledEventId, attempt }: ActivityTask) {
  return { is: 'field', hash: 'pending', field: `act:${scheduledEventId}`, in: [`started ${attempt}`] } as const;
}
