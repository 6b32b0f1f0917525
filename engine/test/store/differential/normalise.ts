/** Makes what two stores answer comparable: moments, inboxes and windows of time differ, the rest may not. */

/** A moment in milliseconds, wherever it stands: 13 digits from 2017 on. */
const MOMENT = /(?<!\d)1[5-9]\d{11}(?!\d)/g;
/** The moment in a place of the list index: counted down. */
const PLACE = /\0\d{13}/g;
/** The same in the notes of a record. */
const RECORD_PLACE = /^\d{13}(?=\w+:)/;
/** What else depends on the moment: whether something armed is earlier than the loop sleeps. The suite covers it. */
const HIDDEN = new Set(['meta', 'loop:until', 'loop:bell']);
const UNORDERED = new Set(['runs', 'entries']);

export function normalise(value: unknown, inbox: string): unknown {
  if (typeof value === 'number') return value >= 1.5e12 && value < 2e12 ? '<moment>' : value;
  if (typeof value === 'string')
    // The inbox first: its random name may hold digits that look like a moment.
    return value
      .replaceAll(inbox, '<inbox>')
      .replace(RECORD_PLACE, '<moment>')
      .replaceAll(PLACE, '\0<moment>')
      .replaceAll(MOMENT, '<moment>');
  if (Array.isArray(value)) return value.map((item) => normalise(item, inbox));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.map(([key, item]) => [String(normalise(key, inbox)), sorted(key, normalise(item, inbox))]),
  );
}

/** Keys that hold nothing but time are left out, windows of time become one. */
export function normaliseSnapshot(snapshot: Readonly<Record<string, unknown>>, inbox: string): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, content] of Object.entries(snapshot)) {
    if (HIDDEN.has(key) || key.startsWith('rate:')) continue;
    const name = key.startsWith('seen:') ? 'seen' : key;
    const normal = normalise(content, inbox);
    result[name] = name === 'seen' ? { ...(result[name] as object), ...(normal as object) } : normal;
  }
  return result;
}

/** The order of equal moments is left to chance. */
function sorted(key: string, item: unknown): unknown {
  if (!UNORDERED.has(key) || !Array.isArray(item)) return item;
  return [...item].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
