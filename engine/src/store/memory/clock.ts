/** Time as the memory store sees it: injected, so that tests can skip it. */
export interface Clock {
  /** Milliseconds since the epoch, whole. */
  now(): number;
  /** Calls back once after the delay; the function returned takes it back. */
  setTimer(delayMs: number, callback: () => void): () => void;
  /**
   * What leases and registrations of processes are measured by; never skips. Default: `now`. A process does not die
   * because a test skips a week.
   */
  processNow?(): number;
}

export interface VirtualClock extends Clock {
  /** Moves the time forward, firing what comes due at its own moment and letting its consequences run in between. */
  advance(ms: number): Promise<void>;
}

/** The longest delay that Node's timers take. */
const MAX_DELAY_MS = 2 ** 31 - 1;
const DEFAULT_START_MS = Date.UTC(2024, 0, 1);

/** The time of this machine, also for tests that later put a clock of their own into the globals. */
const { now } = Date;
const { setTimeout, clearTimeout } = globalThis;

/** The time of this machine. */
export const realClock: Clock = {
  now,
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), MAX_DELAY_MS));
    return () => clearTimeout(timer);
  },
};

export interface SkippingClock extends Clock {
  processNow(): number;
  /** Jumps forward to this moment; a moment that has passed changes nothing. */
  skipTo(atMs: number): void;
}

/**
 * The time of this machine plus what has been skipped. Its timers wait for real time: who skips sees to those that
 * have come due by it.
 */
export function createSkippingClock(): SkippingClock {
  let skippedMs = 0;
  const skipped = (): number => realClock.now() + skippedMs;
  return {
    now: skipped,
    processNow: () => realClock.now(),
    setTimer: (delayMs, callback) => realClock.setTimer(delayMs, callback),
    skipTo(atMs) {
      skippedMs += Math.max(0, Math.ceil(atMs) - skipped());
    },
  };
}

interface Appointment {
  readonly atMs: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is advanced. */
export function createVirtualClock(startMs: number = DEFAULT_START_MS): VirtualClock {
  let nowMs = startMs;
  const appointments = new Set<Appointment>();
  const earliest = (untilMs: number): Appointment | undefined => {
    let found: Appointment | undefined;
    for (const one of appointments) if (one.atMs <= untilMs && (!found || one.atMs < found.atMs)) found = one;
    return found;
  };
  return {
    now: () => nowMs,
    setTimer(delayMs, callback) {
      const appointment = { atMs: nowMs + Math.max(0, Math.ceil(delayMs)), callback };
      appointments.add(appointment);
      return () => appointments.delete(appointment);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (let next = earliest(untilMs); next; next = earliest(untilMs)) {
        appointments.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.callback();
        await settle();
      }
      nowMs = untilMs;
    },
  };
}

/** Lets promises and immediates that are ready run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
