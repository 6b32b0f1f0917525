/** Search attributes of a schedule itself: those of its owner, and whether it is paused. */
import type { Payload, PayloadMap } from '../../model/payload';
import type { ScheduleRecord } from '../../model/schedule';

type Attributed = Pick<ScheduleRecord, 'definition' | 'state'>;

/** What a change sets and, as null, removes. */
export function changedAttributes(before: Attributed | undefined, after: Attributed): PayloadMap {
  const old = before?.definition.searchAttributes ?? {};
  const now = after.definition.searchAttributes ?? {};
  const changed: Record<string, Payload> = {};
  if (!before || old !== now) {
    for (const name of Object.keys(old)) changed[name] = { encoding: 'binary/null' };
    Object.assign(changed, now);
  }
  const { paused } = after.state;
  if (before?.state.paused !== paused) changed['TemporalSchedulePaused'] = bool(paused);
  return changed;
}

function bool(value: boolean): Payload {
  return { encoding: 'json/plain', metadata: { type: 'Bool' }, data: String(value) };
}
