import type { Priority } from '../model/priority';

/** What an activity or child has of its own goes before what its workflow has, field by field (spec 9.27). */
export function inheritPriority(inherited: Priority | undefined, own: Priority | undefined): Priority | undefined {
  if (!inherited || !own) return own ?? inherited;
  return {
    priorityKey: own.priorityKey || inherited.priorityKey,
    fairnessKey: own.fairnessKey || inherited.fairnessKey,
    fairnessWeight: own.fairnessWeight || inherited.fairnessWeight,
  };
}
