import type { Effect, NewRun } from '../../../src/model/transition';
import { CLOSED } from './closed';
import {
  arrive,
  arriveClose,
  create,
  event,
  NEW,
  OPEN,
  SCHEDULE,
  signal,
  signalled,
  terminate as ended,
  transition,
} from '../suite/build';
import { SHARD } from '../suite/scene';
import { oneOf, pick, REQUESTS, WORKERS, WORKFLOWS } from './pick';
import type { PlayStep } from './steps';

export const start: PlayStep = async (player, { a, b, c }) => {
  const workflowId = oneOf(WORKFLOWS, a);
  const runId = `run-${player.next()}`;
  const effects = [create(workflowId, runId, startOptions(b)), SCHEDULE];
  const eager = { worker: oneOf(WORKERS, c), identity: 'eager', activities: 0, workflowTask: true };
  const result = await player.apply({
    target: { workflowId },
    alternatives: [
      { guards: [NEW], effects },
      { guards: [{ is: 'field', hash: 'current', field: 'status', in: CLOSED }], effects },
    ],
    ...(c % 3 === 0 ? { eager } : {}),
    ...(c % 4 === 0 ? { dedupe: { kind: 'window', requestId: `start-${oneOf(REQUESTS, b)}` } as const } : {}),
  });
  if (result.outcome === 'applied' && result.runId === runId) player.runs.push(runId);
};

/** Terminates what is open and starts another run, in one transition. */
export const continueElsewhere: PlayStep = async (player, { a, b }) => {
  const workflowId = oneOf(WORKFLOWS, a);
  const runId = `run-${player.next()}`;
  const effects = [...ended(), create(workflowId, runId, startOptions(b)), ...signal('first')];
  const result = await player.apply(transition(workflowId, effects));
  if (result.outcome === 'applied') player.runs.push(runId);
};

export const signal_: PlayStep = (player, { a, b }) =>
  player.apply(transition(oneOf(WORKFLOWS, a), [arrival(b), { do: 'scheduleTask', virtual: false, wakes: true }]));

export const signalOnce: PlayStep = (player, { a, b }) => {
  const dedupe = { kind: 'window', requestId: oneOf(REQUESTS, b) } as const;
  return player.apply(transition(oneOf(WORKFLOWS, a), signal('once'), { dedupe }));
};

export const message: PlayStep = (player, { a, b, c }) => {
  const dedupe = { kind: 'sender', sender: `sender-${c % 2}`, seq: b % 6 } as const;
  const effects = [arriveClose(`child:${b}`, event('ChildWorkflowExecutionCompleted')), SCHEDULE];
  return player.apply(transition(oneOf(WORKFLOWS, a), effects, { dedupe }));
};

export const terminate: PlayStep = (player, { a, b }) => {
  const step = transition(oneOf(WORKFLOWS, a), ended({ retentionMs: b % 2 === 0 ? 1 : 60_000, final: b % 3 !== 0 }));
  return player.apply(step);
};

export const late: PlayStep = (player, { a }) =>
  player.apply(transition(oneOf(WORKFLOWS, a), signal('late'), { validUntilMs: 1_000 }));

export const send: PlayStep = (player, { a, b }) =>
  player.apply(transition(oneOf(WORKFLOWS, a), [{ do: 'send', message: `{"n":${b}}` }]));

export const takeOutbox: PlayStep = async (player, { a, b, c }) => {
  const runId = pick(player.runs, a) ?? 'unknown';
  const owner = `deliverer-${b % 2}`;
  await player.note(player.store.takeOutbox(SHARD, runId, { owner, leaseMs: 60_000, limit: 1 + (c % 3) }));
  if (c % 2 === 0) await player.store.releaseOutbox(SHARD, runId, owner);
};

export const popOutbox: PlayStep = async (player, { a, b, c }) => {
  const runId = pick(player.runs, a);
  const record = runId && (await recordOf(player, runId));
  if (!record) return;
  const effect: Effect = c % 4 === 0 ? { do: 'parkOutbox', reason: 'no "way"' } : { do: 'popOutbox' };
  const guards = [{ is: 'outboxHead', seq: 1 + (b % 2) } as const];
  await player.apply(transition(record.workflowId, [effect], { runId, guards }));
};

export const releaseHold: PlayStep = (player, { a }) =>
  player.apply(
    transition(oneOf(WORKFLOWS, a), [{ do: 'disarm', names: ['task'] }, { do: 'releaseHold' }], {
      guards: [OPEN, RESTING],
    }),
  );

export const unstick: PlayStep = (player, { a }) =>
  player.apply(transition(oneOf(WORKFLOWS, a), [{ do: 'unstickTask' }]));

export const sweep: PlayStep = async (player, { a }) => {
  await player.pass(5);
  await player.note(player.store.sweep(SHARD, 1 + (a % 4)));
};

export const read: PlayStep = async (player, { a, b, c }) => {
  const runId = pick(player.runs, b);
  await player.note(player.store.readRun(SHARD, oneOf(WORKFLOWS, a), c % 2 === 0 ? runId : undefined));
  if (runId) await player.note(player.store.readHistory(SHARD, runId, 1 + (b % 5), c % 3 === 0 ? undefined : 1 + c));
};

/** Sets or removes an attribute, sometimes with another type than it has, or behind a guard on its type. */
export const setAttribute: PlayStep = (player, { a, b, c }) => {
  const name = ['City', 'Note', 'Size'][b % 3] as string;
  const type = c % 7 === 0 ? 'Int' : 'Keyword';
  const terms = Array.from({ length: c % 4 }, (_, n) => `K${(b + n) % 5}`);
  const removed = c % 5 === 0;
  const effect: Effect = removed
    ? { do: 'setAttribute', name }
    : { do: 'setAttribute', name, value: `{"n":${c}}`, type, terms };
  const guards = c % 2 === 0 ? [OPEN, { is: 'typed', name, type } as const] : [OPEN];
  return player.apply(transition(oneOf(WORKFLOWS, a), [effect], { guards }));
};

/** Orders within a moment hang on run ids only, so counts and rows are compared, and entries by the snapshots. */
export const listIndex: PlayStep = async (player, { a, b }) => {
  const { store } = player;
  const ranges = ['SRUNNING', 'Torder', '@City\0K1'].map((start) => ({ min: `${start}\0`, max: `${start}\u0001` }));
  await player.note(store.countEntries(SHARD, 'workflow', ranges));
  const request = { kind: 'workflow', ranges, limit: 1 + (a % 5), reverse: b % 2 === 0, whole: false };
  const lists = await store.listEntries(SHARD, request);
  await player.note(Promise.resolve(lists.map(({ length }) => length)));
  const runIds = [...player.runs, 'unknown'];
  await player.note(store.readRows(SHARD, { runIds, fields: ['id', 'status', 'sa:City', '@length'] }));
  await player.note(store.attributeTypes(SHARD));
};

/** No task is out: a loop would not release a hold then. */
const RESTING = { is: 'absent', hash: 'run', field: 'token' } as const;

async function recordOf(player: Parameters<PlayStep>[0], runId: string) {
  for (const workflowId of WORKFLOWS) {
    const record = await player.store.readRun(SHARD, workflowId, runId);
    if (record) return record;
  }
  return undefined;
}

function arrival(b: number): Effect {
  return b % 2 === 0 ? arrive('signal', signalled(`s${b}`)) : arrive(`x:${b % 4}`, signalled('a'), signalled('b'));
}

function startOptions(b: number): Partial<NewRun> {
  const hold = ([undefined, undefined, 'delay', 'backoff'] as const)[b % 4];
  return {
    priority: 1 + (b % 5),
    ...(hold ? { hold: { kind: hold, delayMs: b % 3 === 0 ? 1 : 60_000 } } : {}),
    ...(b % 5 === 0 ? { onClose: '{"on":"close"}', runTimeoutMs: 60_000 } : {}),
  };
}

export { signal_ as signal };
