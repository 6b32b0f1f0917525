/** `TimerStarted` is `EVENT_TYPE_TIMER_STARTED`. */
export function eventTypeName(type: string): string {
  return `EVENT_TYPE${type.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** `TimerStarted` has `timerStartedEventAttributes`. */
export function attributesKey(type: string): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`;
}

/** The other way: `EVENT_TYPE_TIMER_STARTED`, and `TimerStarted` of older tools, are `TimerStarted`. */
export function eventTypeIn(name: string): string {
  if (!name.startsWith('EVENT_TYPE_')) return name;
  return name
    .slice('EVENT_TYPE_'.length)
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
}
