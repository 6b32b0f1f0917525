/** The times of a schedule: what its calendars and intervals say, without what is skipped, with jitter. */
import { createHash } from 'node:crypto';
import { LIMITS } from '../../limits';
import type { IntervalSpec, ScheduleSpec } from '../../model/schedule';
import { type Calendar, compileCalendar, leaveCalendar, matchesWall, seekerOf } from './calendar';
import { wallMs } from './zone';

export interface ScheduleTime {
  /** What the spec says; names the workflow. */
  readonly nominalMs: number;
  /** With jitter: when the workflow is started. */
  readonly dueMs: number;
}

export interface Times {
  /** The first time whose nominal time is after this moment; undefined: there is none. */
  after(ms: number): ScheduleTime | undefined;
}

/** `seed` makes the jitter of a schedule its own; for a seed and a nominal time it is always the same. */
export function timesOf(spec: ScheduleSpec, seed: string): Times {
  const zone = spec.timezone ?? 'UTC';
  const seekers = [
    ...spec.calendars.map((calendar) => seekerOf(compileCalendar(calendar, zone))),
    ...spec.intervals.map((interval) => (ms: number) => nextOfInterval(interval, ms)),
  ];
  const skip = spec.skip.map((calendar) => compileCalendar(calendar, zone));
  const raw = (ms: number): number | undefined => earliest(seekers, ms);
  const nominalAfter = (ms: number): number | undefined => {
    const nominal = notSkipped(raw, { calendars: skip, zone }, Math.max(ms, (spec.startAtMs ?? -Infinity) - 1));
    return nominal === undefined || nominal > (spec.endAtMs ?? Infinity) ? undefined : nominal;
  };
  return {
    after(ms) {
      const nominalMs = nominalAfter(ms);
      if (nominalMs === undefined) return undefined;
      return { nominalMs, dueMs: nominalMs + jitter(spec, seed, nominalMs, raw) };
    },
  };
}

type Seeker = (afterMs: number) => number | undefined;

function earliest(seekers: readonly Seeker[], afterMs: number): number | undefined {
  let first: number | undefined;
  for (const seek of seekers) {
    const found = seek(afterMs);
    if (found !== undefined && (first === undefined || found < first)) first = found;
  }
  return first;
}

function nextOfInterval({ everyMs, offsetMs }: IntervalSpec, afterMs: number): number {
  return (Math.floor((afterMs - offsetMs) / everyMs) + 1) * everyMs + offsetMs;
}

/** Bounded: a spec all of whose times are skipped for longer than can be looked through has no next time. */
function notSkipped(
  raw: Seeker,
  skip: { readonly calendars: readonly Calendar[]; readonly zone: string },
  afterMs: number,
): number | undefined {
  if (skip.calendars.length === 0) return raw(afterMs);
  let from = afterMs;
  for (let looked = 0; looked < LIMITS.scheduleSearch; looked += 1) {
    const nominal = raw(from);
    if (nominal === undefined) return undefined;
    const wall = new Date(wallMs(skip.zone, nominal));
    const skipping = skip.calendars.find((calendar) => matchesWall(calendar, wall));
    if (!skipping) return nominal;
    from = leaveCalendar(skipping, nominal) - 1;
  }
  return undefined;
}

/** At least 0, below the spec's jitter, and never past the next nominal time. */
function jitter(spec: ScheduleSpec, seed: string, nominalMs: number, raw: Seeker): number {
  if (!spec.jitterMs) return 0;
  const room = Math.min(spec.jitterMs, (raw(nominalMs) ?? Infinity) - nominalMs);
  const hash = createHash('sha256').update(`${nominalMs} ${seed}`).digest().readUInt32BE(0);
  return Math.floor((hash / 2 ** 32) * room);
}
