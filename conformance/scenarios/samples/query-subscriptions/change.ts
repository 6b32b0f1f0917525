export type State = Readonly<Record<string, string | number>>;

/** What has to be set and removed to get from one state to the next. */
export interface Change {
  readonly set: State;
  readonly removed: readonly string[];
}

export function changeBetween(before: State, after: State): Change | undefined {
  const set = Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value));
  const removed = Object.keys(before).filter((key) => !(key in after));
  return Object.keys(set).length + removed.length === 0 ? undefined : { set, removed };
}

export function applyChange(state: State, { set, removed }: Change): State {
  const kept = Object.entries(state).filter(([key]) => !removed.includes(key));
  return Object.fromEntries([...kept, ...Object.entries(set)]);
}
