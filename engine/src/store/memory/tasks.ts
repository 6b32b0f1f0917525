/** From references to tasks in a worker's hands: what a start writes, and what is handed out. */
import { buildActivityTask, buildQueryTask, buildWorkflowTask, isQuestion } from '../codec';
import { LIMITS } from '../limits';
import { formatStarted, tokenOf } from '../task-state';
import type { ActivityTask, QueryTask, Task, WorkflowTask } from '../../model/task';
import { keyName } from './key-names';
import type { Run } from './run';
import type { Turn } from './turn';

/** Who takes a task. `by` is the request or poll that starts it. */
export interface Taker {
  readonly worker: string;
  readonly identity: string;
  readonly by: string;
}

/** History bytes that one reply may still carry. */
export class Budget {
  #left: number = LIMITS.replyBytes;

  fits(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }
}

/** Starts the workflow task that the token names; undefined when it is not scheduled any more. */
export function startWorkflowTask(
  run: Run,
  token: string,
  taker: Taker,
  options: { warm: boolean; budget: Budget },
): WorkflowTask | undefined {
  const task = run.task;
  if (task?.state !== 'scheduled' || tokenOf(task) !== token) return undefined;
  const startedMs = run.stamp();
  const historyBytes = run.historyBytes;
  const suggest =
    run.historyLength >= LIMITS.suggestEvents ||
    historyBytes >= LIMITS.suggestBytes ||
    run.number('updOpen') + run.number('updDone') >= LIMITS.suggestUpdates;
  if (task.written) run.append(startedBody(historyBytes, suggest, taker.identity));
  const startedEventId = task.written ? run.historyLength : run.historyLength + 2;
  const { no, attempt, written } = task;
  const { worker, by } = taker;
  const started = { no, attempt, written, startedEventId, startedMs, historyBytes, worker, by };
  run.set('wft', formatStarted({ ...started, suggestContinueAsNew: suggest }));
  run.set('token', token);
  run.arm('task', run.number('tt'));
  return handOutWorkflowTask(run, taker.identity, options);
}

/** The body of WorkflowTaskStarted. */
export function startedBody(historyBytes: number, suggest: boolean, identity: string): string {
  const suggestion = suggest ? ',"suggestContinueAsNew":true' : '';
  const size = `"historySizeBytes":${historyBytes}${suggestion}`;
  return `{"type":"WorkflowTaskStarted",${size},"identity":${JSON.stringify(identity)}}`;
}

function handOutWorkflowTask(
  run: Run,
  identity: string,
  { warm, budget }: { warm: boolean; budget: Budget },
): WorkflowTask {
  const { keys } = run.turn;
  const firstEventId = warm ? run.number('prev') + 1 : 1;
  const entries = run.entries(firstEventId);
  const fits = budget.fits(warm ? bytesOf(entries) : run.historyBytes);
  const queries = keys.items(keyName('queriesWaiting', run.runId)).map((id) => keys.text(keyName('query', id)));
  return buildWorkflowTask({
    runId: run.runId,
    run: run.fields(),
    entries: fits ? entries : [],
    firstEventId,
    warm,
    paged: !fits,
    updates: keys.items(keyName('updatesWaiting', run.runId)),
    queries,
    identity,
  });
}

/** Starts an attempt of an activity; undefined when that attempt is not scheduled any more. */
export function startActivity(run: Run, id: number, attempt: number, taker: Taker): ActivityTask | undefined {
  const name = `act:${id}`;
  if (!run.open || run.pending(name) !== `scheduled ${attempt}`) return undefined;
  run.setPending(name, `started ${attempt}`);
  run.setPending(`${name}:at`, `${run.pending(`${name}:at`) ?? run.turn.now} ${run.turn.now}`);
  run.setPending(`${name}:by`, taker.by);
  run.disarm(`${name}:scheduleToStart`);
  const [startToCloseMs = 0, heartbeatMs = 0] = (run.pending(`${name}:limits`) ?? '').split(' ', 2).map(Number);
  if (startToCloseMs > 0) run.arm(`${name}:startToClose`, startToCloseMs);
  if (heartbeatMs > 0) run.arm(`${name}:heartbeat`, heartbeatMs);
  return handOutActivity(run, id);
}

function handOutActivity(run: Run, id: number): ActivityTask {
  return buildActivityTask({
    runId: run.runId,
    run: run.fields(),
    scheduledEventId: id,
    scheduled: run.entry(id) ?? '',
    pending: recordOf(run, `act:${id}`),
  });
}

/** The pending fields of one thing: `act:7`, `act:7:at`, ... */
export function recordOf(run: Run, name: string): Record<string, string> {
  const all = run.turn.keys.hash(keyName('pending', run.runId)) ?? [];
  return Object.fromEntries([...all].filter(([field]) => field === name || field.startsWith(`${name}:`)));
}

/** The query as a task, while its question stands. */
export function handOutQuery(
  run: Run,
  queryId: string,
  { warm, budget }: { warm: boolean; budget: Budget },
): QueryTask | undefined {
  const record = run.turn.keys.text(keyName('query', queryId));
  if (!isQuestion(record)) return undefined;
  const fits = warm || budget.fits(run.historyBytes);
  const entries = warm || !fits ? [] : run.entries(1);
  return buildQueryTask({ runId: run.runId, run: run.fields(), record, entries, warm, paged: !fits });
}

/** Tasks that an earlier call with the same id started and that are still out. They come cold. */
export function rebuildTasks(turn: Turn, references: readonly string[], taker: Omit<Taker, 'worker'>): Task[] {
  const budget = new Budget();
  return references.flatMap((reference) => rebuild(turn, reference, taker, budget) ?? []);
}

function rebuild(turn: Turn, reference: string, taker: Omit<Taker, 'worker'>, budget: Budget): Task | undefined {
  const [kind, runId = '', what = '', attempt = ''] = reference.split('|');
  const run = turn.run(runId);
  if (!run) return undefined;
  if (kind === 'q') return handOutQuery(run, what, { warm: false, budget });
  if (kind === 'w') {
    const task = run.task;
    const isOut = task?.state === 'started' && tokenOf(task) === what && task.by === taker.by;
    return isOut ? handOutWorkflowTask(run, taker.identity, { warm: false, budget }) : undefined;
  }
  const isOut = run.pending(`act:${what}`) === `started ${attempt}` && run.pending(`act:${what}:by`) === taker.by;
  return isOut ? handOutActivity(run, Number(what)) : undefined;
}

/** The reference under which a task was handed out. */
export function referenceOf(task: Task): string {
  switch (task.kind) {
    case 'workflow':
      return `w|${task.runId}|${task.token}`;
    case 'query':
      return `q|${task.runId}|${task.query.queryId}`;
    case 'activity':
      return `a|${task.runId}|${task.scheduledEventId}|${task.attempt}`;
  }
}

function bytesOf(entries: readonly string[]): number {
  return entries.reduce((sum, entry) => sum + Buffer.byteLength(entry), 0);
}
