import type { PollRequest } from '../../../src/store/contract';
import type { Effect } from '../../../src/model/transition';
import { append, completion, event, holdsToken, OPEN, signal, transition } from '../suite/build';
import { SHARD } from '../suite/scene';
import { commandsOf } from './commands';
import { oneOf, pick, WORKERS, WORKFLOWS } from './pick';
import type { Player } from './player';
import type { PlayStep } from './steps';

export const poll: PlayStep = (player, { a, b, c }) => player.poll(pollRequest(player, a, b, c));

export const pollAgain: PlayStep = async (player) => {
  if (player.lastPoll) await player.poll(player.lastPoll);
};

export const completeTask: PlayStep = async (player, step) => {
  const task = takeOne(player, step.a);
  if (!task) return;
  const { effects, successor } = commandsOf(task, step, `run-${player.next()}`);
  const worker = oneOf(WORKERS, step.c);
  const eager = {
    worker,
    identity: 'eager',
    activities: step.c % 3,
    activityQueue: 'acts',
    workflowTask: step.c % 2 === 0,
    ...(step.c % 4 === 0 ? { stickyQueue: `sticky/${worker}` } : {}),
  };
  const options = {
    write: !task.virtual || step.b > 0,
    updatesHandled: Math.min(1, task.updates.length),
    sticky: ([worker, '', undefined, worker] as const)[step.b % 4],
  };
  const completed = transition(task.workflowId, completion(effects, options), {
    runId: task.runId,
    guards: [holdsToken(task)],
    dedupe: { kind: 'run', requestId: `done-${player.next()}` },
    ...(step.c % 5 === 0 ? {} : { eager }),
  });
  player.lastCompletion = completed;
  const result = await player.apply(completed);
  if (successor && result.outcome === 'applied') player.runs.push(successor);
};

export const completeTaskAgain: PlayStep = async (player) => {
  if (player.lastCompletion) await player.apply(player.lastCompletion);
};

export const failTask: PlayStep = async (player, { a, b, c }) => {
  const task = takeOne(player, a);
  if (!task) return;
  const end: Effect = { do: 'endTask', write: false, updatesHandled: 0, identity: 'tester', sticky: '' };
  const failed = task.virtual ? [] : [append(event('WorkflowTaskFailed'))];
  const retry: Effect = { do: 'retryTask', attempt: task.attempt + 1, delayMs: [0, 1, 60_000][b % 3] ?? 0 };
  const flush: Effect = { do: 'flush' };
  const ending = [[retry, flush], [flush, retry], [retry]][c % 3] ?? [];
  const guards = [holdsToken(task)];
  await player.apply(transition(task.workflowId, [end, ...failed, ...ending], { runId: task.runId, guards }));
};

/** As a termination does first; sometimes there is more than may wait. */
export const breakTask: PlayStep = async (player, { a, b, c }) => {
  const arrivals = Array.from({ length: [0, 2, 101][b % 3] ?? 0 }, () => signal('more')[0] as Effect);
  const effects: Effect[] = c % 2 === 0 ? [...arrivals, { do: 'breakTask' }] : arrivals;
  await player.apply(transition(oneOf(WORKFLOWS, a), effects, { guards: [OPEN] }));
};

export const ringBell: PlayStep = (player, { a }) =>
  player.store.ringBell(SHARD, { kind: oneOf(['workflow', 'activity'], a), taskQueue: oneOf(['flows', 'acts'], a) });

function takeOne(player: Player, a: number) {
  const task = pick(player.workflowTasks, a);
  // Now and then one stays: its second completion is refused.
  if (task && a % 5 !== 0) player.workflowTasks.splice(player.workflowTasks.indexOf(task), 1);
  return task;
}

function pollRequest(player: Player, a: number, b: number, c: number): PollRequest {
  const worker = oneOf(WORKERS, a);
  const sticky = c % 2 === 0 ? { stickyQueue: `sticky/${worker}` } : {};
  const workflow = { taskQueue: 'flows', max: 1 + (b % 4), ...sticky };
  const activity = { taskQueue: oneOf(['acts', 'acts', 'acts', 'other acts'], c), max: 1 + (b % 4) };
  return {
    worker,
    identity: `${worker} "x"`,
    slot: String(b % 2),
    pollId: `poll-${player.next()}`,
    leaseMs: 600_000,
    ...(b % 5 === 1 ? {} : { workflow }),
    ...(b % 5 === 2 ? {} : { activity }),
  };
}
