import { LIMITS } from '../../limits';
import { keyName } from '../key-names';
import type { Run } from '../run';
import { type Apply, registerRun } from './context';

export const will: Apply<'will'> = (applying, { key, message }) => {
  const { runId, turn } = registerRun(applying);
  turn.keys.hset(keyName('wills', runId), key, message);
};

export const unwill: Apply<'unwill'> = (applying, { keys }) => {
  const { runId, turn } = registerRun(applying);
  for (const key of keys) turn.keys.hdel(keyName('wills', runId), key);
};

export const send: Apply<'send'> = (applying, { message }) => sendMessage(registerRun(applying), message);

export const popOutbox: Apply<'popOutbox'> = (applying) => {
  takeHead(registerRun(applying));
};

export const parkOutbox: Apply<'parkOutbox'> = (applying, { reason }) => {
  const run = registerRun(applying);
  const head = takeHead(run);
  if (head === undefined) return;
  const message = head.split('|').slice(2).join('|');
  const parked = `{"run":${JSON.stringify(run.runId)},"reason":${JSON.stringify(reason)},"message":${message}}`;
  run.turn.keys.push(keyName('parked'), parked);
};

/** Appends a message to the run's outbox; it is delivered at once or, at the latest, when its timer is due. */
export function sendMessage(run: Run, message: string): void {
  const seq = run.number('sent') + 1;
  run.set('sent', String(seq));
  run.turn.keys.push(keyName('outbox', run.runId), `${seq}|0|${message}`);
  if (run.timer('outbox') === undefined) run.arm('outbox', LIMITS.outboxRetryMs);
}

function takeHead(run: Run): string | undefined {
  const key = keyName('outbox', run.runId);
  const head = run.turn.keys.shift(key);
  if (run.turn.keys.has(key)) run.arm('outbox', LIMITS.outboxRetryMs);
  else run.disarm('outbox');
  return head;
}
