/**
 * The local activities of a worker. Owns who runs and who waits for whom; the replay machine of each run decides what
 * the code is told. A run that is given up is not waited for, and its functions are told to stop.
 */
import { setMaxListeners } from 'node:events';
import type { LocalActivityEnd, LocalActivityWork } from '../../model/local-activity';
import type { ActivityCancelReason } from '../contract';
import { runAttempts, type LocalHost } from './attempts';
import type { LocalRun } from './local-task';
import { after, createStop, type Stop } from './stop';

export interface LocalActivities {
  /** Those of one run, as long as this worker has it. */
  ofRun(run: LocalRun): RunLocalActivities;
  /** From `WORKER_SHUTDOWN` on nothing is begun: what is asked for is left to another worker. */
  cancelAll(reason: ActivityCancelReason): void;
}

export interface RunLocalActivities {
  carryOut(work: LocalActivityWork): void;
  /** The next that ended, in the order in which they did; undefined when the time is up, or `lost`. */
  next(waitMs: number): Promise<LocalActivityEnd | undefined>;
  /** One did not come to its end because the worker shuts down: it is for another worker. */
  readonly lost: boolean;
  /** The run is not this worker's any more. */
  readonly givenUp: boolean;
  /** Nobody waits for them any more. */
  giveUp(reason: ActivityCancelReason): void;
}

export function createLocalActivities(host: LocalHost): LocalActivities {
  const all = new Set<Stop>();
  let closing = false;
  return {
    ofRun: (run) => createRunLocalActivities(host, run, all, () => closing),
    cancelAll(reason) {
      if (reason === 'WORKER_SHUTDOWN') closing = true;
      for (const stop of all) stop.request(reason);
    },
  };
}

function createRunLocalActivities(
  host: LocalHost,
  run: LocalRun,
  all: Set<Stop>,
  closing: () => boolean,
): RunLocalActivities {
  const stops = new Map<number, Stop>();
  const ended: LocalActivityEnd[] = [];
  let lost = false;
  let givenUp = false;
  let wake: () => void = () => undefined;
  const begin = async (request: LocalActivityWork['start'][number]): Promise<void> => {
    const stop = createStop();
    // A place, a backoff and the function listen, one after the other; interceptors may add more.
    setMaxListeners(0, stop.signal);
    stops.set(request.seq, stop);
    all.add(stop);
    if (closing()) stop.request('WORKER_SHUTDOWN');
    const end = await runAttempts(host, run, request, stop);
    all.delete(stop);
    if (!stops.delete(request.seq)) return;
    if (end) ended.push(end);
    else lost ||= stop.reason === 'WORKER_SHUTDOWN';
    wake();
  };
  return {
    carryOut({ start, cancel, abandon }) {
      for (const request of start) void begin(request);
      for (const seq of cancel) stops.get(seq)?.request('CANCELLED');
      for (const seq of abandon) stops.delete(seq);
    },
    next(waitMs) {
      if (ended.length > 0 || lost || givenUp) return Promise.resolve(ended.shift());
      return new Promise((resolve) => {
        const takeBack = after(Math.max(0, waitMs), () => wake());
        wake = () => {
          wake = () => undefined;
          takeBack();
          resolve(ended.shift());
        };
      });
    },
    get lost() {
      return lost;
    },
    get givenUp() {
      return givenUp;
    },
    giveUp(reason) {
      givenUp = true;
      for (const stop of stops.values()) stop.request(reason);
      wake();
    },
  };
}
