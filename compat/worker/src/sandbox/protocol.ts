import type { Activation } from '@perdure/engine';
import type { DriverSettings } from './inside/driver';
import type { Reply } from './sandbox';

/** An activation as it travels; `rememberWaits` counts when it creates the run. */
export type SandboxActivation = Activation & { readonly rememberWaits?: boolean };

/** What a sandbox is asked: an activation as JSON, or (null) to drop the run. */
export interface Request {
  readonly runId: string;
  readonly activation: string | null;
}

/** Requests of one tick, flattened to `[runId, activation, runId, ...]`: cheap to clone. */
export type RequestMessage = readonly (string | null)[];

/** Answers in the order of the requests; text when there is nothing beside the JSON, null for a dropped run. */
export type ReplyMessage = readonly (string | Reply | null)[];

export type ThreadMessage = { readonly ready: true } | { readonly startError: string } | ReplyMessage;

/** What a thread is started with. The bundle is its first message: it may not exist yet. */
export interface ThreadData {
  readonly settings: DriverSettings;
  /** Int32: the number of the request being run, 0 when idle. */
  readonly meter: SharedArrayBuffer;
}

export const packRequests = (requests: readonly Request[]): RequestMessage =>
  requests.flatMap(({ runId, activation }) => [runId, activation]);

export function unpackRequests(message: RequestMessage): Request[] {
  const requests: Request[] = [];
  for (let i = 0; i < message.length; i += 2) {
    requests.push({ runId: message[i] as string, activation: message[i + 1] ?? null });
  }
  return requests;
}
