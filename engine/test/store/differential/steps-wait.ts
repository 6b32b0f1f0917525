import type { Effect } from '../../../src/model/transition';
import { admit, OPEN, transition } from '../suite/build';
import { SHARD } from '../suite/scene';
import { oneOf, pick, UPDATES, WORKFLOWS } from './pick';
import type { PlayStep } from './steps';

export const admitUpdate: PlayStep = (player, { a, b, c }) => {
  const updateId = oneOf(UPDATES, b);
  const workflowId = oneOf(WORKFLOWS, a);
  const listen: Effect = { do: 'watch', topic: `update:${updateId}`, inbox: player.store.inbox.id, ttlMs: 60_000 };
  return player.apply({
    target: { workflowId },
    alternatives: [
      { guards: [{ is: 'present', hash: 'updates', field: updateId }], effects: [] },
      {
        guards: [
          OPEN,
          { is: 'fewerThan', of: 'updatesOpen', count: 2 },
          { is: 'fewerThan', of: 'updatesCounted', count: 4 },
        ],
        effects: [...admit(updateId), ...(c % 2 === 0 ? [listen] : [])],
      },
    ],
  });
};

export const acceptUpdate: PlayStep = (player, { a, b, c }) => {
  const updateId = oneOf(UPDATES, b);
  const value = oneOf(['accepted 1', 'rejected {"message":"no"}', 'completed 1'], c);
  const effects: Effect[] = [
    { do: 'moveUpdate', updateId, to: value },
    { do: 'notify', topic: `update:${updateId}`, message: `{"state":"${value.split(' ')[0]}"}` },
  ];
  const guards = [OPEN, { is: 'present', hash: 'updates', field: updateId } as const];
  return player.apply(transition(oneOf(WORKFLOWS, a), effects, { guards }));
};

export const ask: PlayStep = (player, { a, b }) => {
  // Now and then one that was asked before.
  const queryId = `q-${b % 4 === 0 ? 0 : player.next()}`;
  const query = { queryId, name: 'state', args: [], header: {} };
  const { id: inbox } = player.store.inbox;
  return player.note(player.store.ask(SHARD, { workflowId: oneOf(WORKFLOWS, a), query, inbox, ttlMs: 60_000 }));
};

export const answer: PlayStep = async (player, { a, b }) => {
  const task = pick(player.queries, a);
  if (!task) return;
  const { queryId } = task.query;
  const effect: Effect = { do: 'answerQuery', queryId, answer: `{"n":${b}}` };
  await player.apply(transition(task.workflowId, [effect], { guards: [EXISTS], runId: task.runId }));
  await player.note(player.store.watch(SHARD, [request(player, task.runId, `query:${queryId}`)]));
};

export const watch: PlayStep = (player, { a, b, c }) => {
  const runId = pick(player.runs, a) ?? 'unknown';
  const topics = ['close', `update:${oneOf(UPDATES, b)}`, 'query:q-0'] as const;
  const requests = [oneOf(topics, b), oneOf(topics, c)].map((topic) => request(player, runId, topic));
  return player.note(player.store.watch(SHARD, requests));
};

export const unwatch: PlayStep = (player, { a }) => {
  const runId = pick(player.runs, a) ?? 'unknown';
  return player.store.unwatch(SHARD, [{ runId, topic: 'close', inbox: player.store.inbox.id }]);
};

const EXISTS = { is: 'present', hash: 'run', field: '' } as const;

function request(player: Parameters<PlayStep>[0], runId: string, topic: string) {
  return { runId, topic, inbox: player.store.inbox.id, ttlMs: 60_000 };
}
