/**
 * Tells Redis which functions this process serves, so that `rollCall` finds them. Owns the timers until `leaveRoster`.
 *
 * A worker that dies is forgotten after TTL_MS.
 */
import { hostname } from 'node:os';
import type { EngineClient } from '@perdure/engine';

const EVERY_MS = 5_000;
const TTL_MS = 15_000;

/** What a worker says of itself. */
export interface WorkerProfile {
  readonly entity: string;
  readonly host: string;
  readonly pid: number;
  readonly running: number;
  readonly capacity: number;
}

export interface Service {
  readonly guid: string;
  readonly entity: string;
  readonly taskQueue: string;
  readonly capacity: number;
  /** Functions that run now. */
  readonly running: () => number;
}

const present = new Set<() => Promise<void>>();

/** Resolves when the worker has been noted; it is noted again and again from then on. */
export async function joinRoster({ roster }: EngineClient, service: Service): Promise<void> {
  const { guid, entity, taskQueue, capacity, running } = service;
  const announce = async (): Promise<void> => {
    const profile: WorkerProfile = { entity, host: hostname(), pid: process.pid, running: running(), capacity };
    await roster.announce(guid, taskQueue, profile, TTL_MS);
  };
  await announce();
  // One that could not be said is said the next time.
  const timer = setInterval(() => void announce().catch(() => undefined), EVERY_MS);
  timer.unref();
  present.add(async () => {
    clearInterval(timer);
    await roster.leave(guid).catch(() => undefined);
  });
}

/** This process serves nothing any more. */
export async function leaveRoster(): Promise<void> {
  const all = [...present];
  present.clear();
  await Promise.all(all.map((leave) => leave()));
}
