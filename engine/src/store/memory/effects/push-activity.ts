import type { EffectOf } from '../../../model/transition';
import { pushReference } from '../queues';
import { startActivity } from '../tasks';
import { type Applying, type Apply, registerRun } from './context';

export const pushActivity: Apply<'pushActivity'> = (applying, effect) => {
  if (takenEagerly(applying, effect)) return;
  const { runId, turn } = registerRun(applying);
  const { scheduledEventId, attempt, taskQueue, priority } = effect;
  pushReference(turn, { kind: 'activity', taskQueue }, priority, `a|${runId}|${scheduledEventId}|${attempt}`);
};

function takenEagerly(applying: Applying, effect: EffectOf<'pushActivity'>): boolean {
  const { eager: offer, by, activities } = applying;
  if (!effect.eager || offer?.activityQueue !== effect.taskQueue || activities.length >= offer.activities) return false;
  const taker = { worker: offer.worker, identity: offer.identity, by };
  const task = startActivity(registerRun(applying), effect.scheduledEventId, effect.attempt, taker);
  if (task) activities.push(task);
  return task !== undefined;
}
