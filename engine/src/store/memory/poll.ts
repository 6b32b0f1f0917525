/** Takes tasks for a worker: references whose task still stands are started and handed out. */
import type { PollReply, PollRequest, QueueName } from '../contract';
import { LIMITS } from '../limits';
import type { Task } from '../../model/task';
import { bellKey, keyName, polledKey } from './key-names';
import { isEmpty, settleBell, takeReference } from './queues';
import { RateLimit } from './rate';
import { Budget, handOutQuery, rebuildTasks, referenceOf, startActivity, startWorkflowTask, type Taker } from './tasks';
import { noteTaken, throttled } from './throttle';
import type { Turn } from './turn';

interface Poll {
  readonly turn: Turn;
  readonly taker: Taker;
  readonly tasks: Task[];
  readonly budget: Budget;
}

export function poll(turn: Turn, request: PollRequest): PollReply {
  const { worker, identity, slot, pollId, workflow, activity } = request;
  if (workflow?.stickyQueue !== undefined) turn.keys.setText(keyName('worker', worker), '1', request.leaseMs);
  const key = polledKey(worker, slot);
  const [lastId, references = ''] = turn.keys.text(key)?.split(' ') ?? [];
  const taker = { worker, identity, by: pollId };
  if (lastId === pollId) return { nowMs: turn.now, tasks: rebuildTasks(turn, references.split(','), taker) };
  const queue = workflow?.taskQueue ?? activity?.taskQueue ?? '';
  const { waitMs, isOne } = throttled(turn, queue, identity);
  if (waitMs > 0) return { nowMs: turn.now, tasks: [], retryInMs: waitMs };
  const one: Poll = { turn, taker, tasks: [], budget: new Budget() };
  const most = (max: number): number => (isOne ? Math.min(1, max) : max);
  if (workflow) pollWorkflowTasks(one, { ...workflow, max: most(workflow.max) });
  const retryInMs = activity && pollActivities(one, { ...activity, max: most(activity.max) });
  if (isOne && one.tasks.length > 0) noteTaken(turn, queue, identity);
  const { tasks } = one;
  if (tasks.length > 0) turn.keys.setText(key, `${pollId} ${tasks.map(referenceOf).join(',')}`, LIMITS.polledMs);
  return { nowMs: turn.now, tasks, ...(retryInMs === undefined ? {} : { retryInMs }) };
}

function pollWorkflowTasks(one: Poll, { taskQueue, stickyQueue, max }: NonNullable<PollRequest['workflow']>): void {
  const queues = [...(stickyQueue === undefined ? [] : [stickyQueue]), taskQueue];
  let left = max;
  for (const name of queues) {
    const queue: QueueName = { kind: 'workflow', taskQueue: name };
    left -= take(one, queue, left, max, (reference) => startReference(one, reference, name === stickyQueue));
    settleBell(one.turn, queue);
  }
}

/** Answers when to come back if the rate limit held tasks back. */
function pollActivities(
  one: Poll,
  { taskQueue, max, perSecond }: NonNullable<PollRequest['activity']>,
): number | undefined {
  const queue: QueueName = { kind: 'activity', taskQueue };
  const rate = perSecond === undefined ? undefined : new RateLimit(one.turn, taskQueue, perSecond);
  const allowed = Math.min(max, rate?.available() ?? max);
  const taken = take(one, queue, allowed, max, (reference) => startReference(one, reference, false));
  rate?.spend(taken);
  if (!rate || taken < allowed || allowed === max || isEmpty(one.turn, queue)) {
    settleBell(one.turn, queue);
    return undefined;
  }
  return rate.retryInMs();
}

/** Takes up to `left` tasks off a queue; answers how many. */
function take(
  { turn, tasks }: Poll,
  queue: QueueName,
  left: number,
  max: number,
  start: (reference: string) => Task | undefined,
): number {
  let taken = 0;
  for (let looks = max * LIMITS.looksPerTask; looks > 0 && taken < left; looks--) {
    const reference = takeReference(turn, queue);
    if (reference === undefined) break;
    const task = start(reference);
    if (!task) continue;
    tasks.push(task);
    taken++;
  }
  return taken;
}

function startReference(one: Poll, reference: string, isSticky: boolean): Task | undefined {
  const { turn, taker, budget } = one;
  const [kind, runId = '', what = '', attempt = ''] = reference.split('|');
  const run = turn.run(runId);
  if (!run) return undefined;
  const warm = isSticky && run.get('sticky') === taker.worker;
  if (kind === 'w') return startWorkflowTask(run, what, taker, { warm, budget });
  if (kind === 'a') return startActivity(run, Number(what), Number(attempt), taker);
  if (!run.task) return handOutQuery(run, what, { warm, budget });
  attachQuery(turn, runId, what);
  return undefined;
}

/** The run has a task by now: the query is answered with it, and sees everything before it. */
export function attachQuery(turn: Turn, runId: string, queryId: string): void {
  if (!turn.keys.has(keyName('query', queryId))) return;
  const key = keyName('queriesWaiting', runId);
  turn.keys.push(key, queryId);
  turn.keys.expireIn(key, LIMITS.queriesWaitingMs);
}

/** Gives a wake-up back. */
export function ringBell(turn: Turn, queue: QueueName): void {
  turn.ring(bellKey(queue));
}
