import { stampBody } from '../../codec';
import { LIMITS } from '../../limits';
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
    if (buffered) buffer(run, part, `${entry}|${event}`);
    else run.appendEntry(event);
  }
};

export const dropBuffered: Apply<'dropBuffered'> = (applying, { entry }) => {
  const run = registerRun(applying);
  const { keys } = run.turn;
  const isIt = (item: string): boolean => item.startsWith(`${entry}|`);
  for (const part of PARTS) {
    const key = keyName(part, run.runId);
    for (const item of keys.items(key).filter(isIt)) run.count('buffered', -Buffer.byteLength(item));
    keys.filter(key, (item) => !isIt(item));
  }
};

const PARTS = ['others', 'closes'] as const;

function buffer(run: Run, part: (typeof PARTS)[number], item: string): void {
  run.turn.keys.push(keyName(part, run.runId), item);
  run.count('buffered', Buffer.byteLength(item));
}

export const flush: Apply<'flush'> = (applying) => {
  flushBuffer(registerRun(applying), applying.queued);
};

/** The started workflow task fails and what is buffered is written; no other is scheduled. A virtual one leaves no trace. */
export const breakTask: Apply<'breakTask'> = (applying) => breakTaskOf(registerRun(applying));

export function breakTaskOf(run: Run): void {
  const { task } = run;
  if (task?.state !== 'started') return;
  run.unset('wft', 'token', 'sticky');
  run.disarm('task');
  if (task.written) run.append('{"type":"WorkflowTaskFailed","cause":"FORCE_CLOSE_COMMAND"}');
  appendBuffered(run);
}

/** More waits for the end of a workflow task than may. */
export function isOverfull(run: Run): boolean {
  const lengths = PARTS.map((part) => run.turn.keys.length(keyName(part, run.runId)));
  return lengths[0]! + lengths[1]! > LIMITS.bufferedEvents || run.number('buffered') > LIMITS.bufferedBytes;
}

/** Appends what is buffered; a task is scheduled when there was anything. */
export function flushBuffer(run: Run, queued: Queued): void {
  if (appendBuffered(run)) scheduleTask(run, { virtual: false, wakes: false }, queued);
}

/** False: there was nothing. */
function appendBuffered(run: Run): boolean {
  const { keys } = run.turn;
  const parts = PARTS.map((part) => keyName(part, run.runId));
  const items = parts.flatMap((key) => keys.items(key));
  if (items.length === 0) return false;
  for (const item of items) run.appendEntry(item.slice(item.indexOf('|') + 1));
  for (const key of parts) keys.delete(key);
  run.unset('buffered');
  return true;
}
