/** What notifications say, as JSON text; the same words answer a `watch` of something that has happened. */
import { LIMITS } from './limits';

export const UPDATE_CLOSED = '{"state":"closed"}';
export const UPDATE_ACCEPTED = '{"state":"accepted"}';

/** `event`: the stored last event; left out when it is too large to travel. */
export function closedMessage(status: string, event: string): string {
  const attached = Buffer.byteLength(event) > LIMITS.notifyBytes ? '' : `,"event":${event}`;
  return `{"status":"${status}"${attached}}`;
}

export function updateCompletedMessage(event: string): string {
  return `{"state":"completed","event":${event}}`;
}

export function updateRejectedMessage(failure: string): string {
  return `{"state":"rejected","failure":${failure}}`;
}
