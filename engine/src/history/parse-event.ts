import type { EventBody, HistoryEvent } from '../model/event';

/** An event as it lies in the store: readable JSON, without its id, which is its place in the list. */
export function parseEvent(json: string, eventId: number): HistoryEvent {
  const { t, ...body } = JSON.parse(json) as EventBody & { readonly t: number };
  return { ...body, eventId, timeMs: t };
}

/** The stored form of an event at a given time. */
export function formatEvent(body: EventBody, timeMs: number): string {
  return JSON.stringify({ t: timeMs, ...body });
}
