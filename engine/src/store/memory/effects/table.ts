import type { EffectKind, SimpleEffect } from '../../../model/transition';
import { close } from './close';
import type { Applying, Apply } from './context';
import { set, setAttribute, stamp, unset } from './fields';
import { append, arrive, breakTask, dropBuffered, flush } from './history';
import { parkOutbox, popOutbox, send, unwill, will } from './outbox';
import { pushActivity } from './push-activity';
import { changeRecord, dropRecord } from './records';
import { createRun, on } from './runs';
import { arm, disarm } from './timers';
import { admitUpdate, answerQuery, moveUpdate, notify, watch } from './waiting';
import { endTask, releaseHold, retryTask, scheduleTask, unstickTask } from './workflow-task';

/** Every effect but `when`, whose branch is chosen before anything is written. */
const effects = {
  append,
  arrive,
  dropBuffered,
  breakTask,
  flush,
  set,
  stamp,
  unset,
  setAttribute,
  changeRecord,
  dropRecord,
  arm,
  disarm,
  pushActivity,
  scheduleTask,
  releaseHold,
  endTask,
  retryTask,
  unstickTask,
  will,
  unwill,
  send,
  popOutbox,
  parkOutbox,
  close,
  createRun,
  on,
  admitUpdate,
  moveUpdate,
  notify,
  watch,
  answerQuery,
} satisfies { [K in Exclude<EffectKind, 'when'>]: Apply<K> };

/** An effect with its branch chosen. */
export type PlainEffect = SimpleEffect | Parameters<typeof close | typeof createRun | typeof on>[1];

export function applyEffect(applying: Applying, effect: PlainEffect): void {
  (effects[effect.do] as Apply<EffectKind>)(applying, effect);
}
