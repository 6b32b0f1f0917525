import { inboxOfQuestion, isQuestion } from '../../codec';
import { LIMITS } from '../../limits';
import { keyName } from '../key-names';
import { notifyWatchers, register } from '../watchers';
import { type Apply, registerRun } from './context';

export const admitUpdate: Apply<'admitUpdate'> = (applying, { updateId, request }) => {
  const run = registerRun(applying);
  const { keys } = run.turn;
  keys.hset(keyName('updates', run.runId), updateId, 'admitted');
  keys.push(keyName('updatesWaiting', run.runId), request);
  run.count('updOpen', 1);
};

export const moveUpdate: Apply<'moveUpdate'> = (applying, { updateId, to }) => {
  const run = registerRun(applying);
  const key = keyName('updates', run.runId);
  const before = run.turn.keys.hget(key, updateId) ?? '';
  run.turn.keys.hset(key, updateId, to);
  if (to.startsWith('accepted') || !/^(admitted|accepted)/.test(before)) return;
  run.count('updOpen', -1);
  if (to.startsWith('completed')) run.count('updDone', 1);
};

export const notify: Apply<'notify'> = (applying, { topic, message }) => {
  notifyWatchers(registerRun(applying), (watched) => (watched === topic ? message : undefined));
};

export const watch: Apply<'watch'> = (applying, { topic, inbox, ttlMs }) => {
  register(registerRun(applying), topic, inbox, ttlMs);
};

export const answerQuery: Apply<'answerQuery'> = (applying, { queryId, answer }) => {
  const { runId, turn } = registerRun(applying);
  const key = keyName('query', queryId);
  const record = turn.keys.text(key);
  if (!isQuestion(record)) return;
  turn.keys.setText(key, `A${answer}`, LIMITS.answerMs);
  turn.keys.filter(keyName('queriesWaiting', runId), (id) => id !== queryId);
  turn.publish({ inbox: inboxOfQuestion(record), runId, topic: `query:${queryId}`, message: answer });
};
