import { keyName } from './key-names';
import type { Run } from './run';

/** What a run waits for that is not time. */
export interface WorkInHand {
  /** A workflow task that waits, is out, or is tried again; or messages that have not been delivered. */
  readonly own: boolean;
  /** Activity attempts that wait for a worker or are out. */
  readonly attempts: readonly string[];
}

/** One attempt of an activity, as `attempts` names it. */
export interface AttemptName {
  readonly runId: string;
  readonly scheduledEventId: number;
  readonly attempt: number;
}

export function nameAttempt({ runId, scheduledEventId, attempt }: AttemptName): string {
  return `${runId} act:${scheduledEventId} ${attempt}`;
}

const ACTIVITY = /^act:(\d+)$/;
const IN_HAND = /^(?:scheduled|started) (\d+)$/;

/** Undefined: nothing. A backoff of an activity is not work: it ends by time alone. */
export function workInHand(run: Run): WorkInHand | undefined {
  const { keys } = run.turn;
  const own = run.get('wft') !== undefined || keys.has(keyName('outbox', run.runId));
  const attempts: string[] = [];
  for (const [field, value] of keys.hash(keyName('pending', run.runId)) ?? []) {
    const id = ACTIVITY.exec(field)?.[1];
    const attempt = id === undefined ? undefined : IN_HAND.exec(value)?.[1];
    if (attempt === undefined) continue;
    attempts.push(nameAttempt({ runId: run.runId, scheduledEventId: Number(id), attempt: Number(attempt) }));
  }
  return own || attempts.length > 0 ? { own, attempts } : undefined;
}
