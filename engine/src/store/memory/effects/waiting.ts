import { inboxOfQuestion, isQuestion } from '../../codec';
import { LIMITS } from '../../limits';
import { keyName } from '../key-names';
import { notifyWatchers, register } from '../watchers';
import { type Apply, registerRun } from './context';

export const admitUpdate: Apply<'admitUpdate'> = (applying, { updateId, request }) => {
  const { runId, turn } = registerRun(applying);
  turn.keys.hset(keyName('updates', runId), updateId, 'admitted');
  turn.keys.push(keyName('updatesWaiting', runId), request);
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
