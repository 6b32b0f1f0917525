import { stampBody } from '../../codec';
import { keyName } from '../key-names';
import type { Run } from '../run';
import { scheduleTask, type Queued } from '../workflow-task';
import { type Apply, registerRun } from './context';

export const append: Apply<'append'> = (applying, { bodies }) => {
  const run = registerRun(applying);
  for (const body of bodies) run.append(body);
};

export const arrive: Apply<'arrive'> = (applying, { part, entry, bodies, firstAtMs }) => {
  const run = registerRun(applying);
  const buffered = run.task?.state === 'started';
  for (const [index, body] of bodies.entries()) {
    const stampMs = index === 0 && firstAtMs !== undefined ? firstAtMs : run.stamp();
    const event = stampBody(stampMs, body);
    if (buffered) run.turn.keys.push(keyName(part, run.runId), `${entry}|${event}`);
    else run.appendEntry(event);
  }
};

export const dropBuffered: Apply<'dropBuffered'> = (applying, { entry }) => {
  const { runId, turn } = registerRun(applying);
  const isOther = (item: string): boolean => !item.startsWith(`${entry}|`);
  turn.keys.filter(keyName('others', runId), isOther);
  turn.keys.filter(keyName('closes', runId), isOther);
};

export const flush: Apply<'flush'> = (applying) => {
  flushBuffer(registerRun(applying), applying.queued);
};

/** Appends what is buffered; a task is scheduled when there was anything. */
export function flushBuffer(run: Run, queued: Queued): void {
  const { keys } = run.turn;
  const parts = [keyName('others', run.runId), keyName('closes', run.runId)];
  const items = parts.flatMap((key) => keys.items(key));
  if (items.length === 0) return;
  for (const item of items) run.appendEntry(item.slice(item.indexOf('|') + 1));
  for (const key of parts) keys.delete(key);
  scheduleTask(run, { virtual: false, wakes: false }, queued);
}
