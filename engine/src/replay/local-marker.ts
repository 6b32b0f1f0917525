/** The marker a local activity leaves: Temporal's, so that its replayer reads ours and ours reads its. */
import type { ActivityResolution } from '../model/activation';
import type { Failure } from '../model/failure';
import type { LocalActivityEnd } from '../model/local-activity';
import type { Payload } from '../model/payload';
import { activityFailure } from './failures';

const LOCAL_MARKER = 'core_local_activity';

/** What a marker says of the local activity, beside its result. */
export interface LocalFacts {
  readonly seq: number;
  readonly activityId: string;
  readonly activityType: string;
}

/** A local activity that has ended, as its marker has it. */
export interface LocalRecord extends LocalFacts {
  readonly attempt: number;
  /** Time of the workflow from then on; absent where it does not move. */
  readonly completeMs?: number;
  readonly backoffMs?: number;
  readonly originalScheduleTimeMs: number;
  readonly result?: readonly Payload[];
  readonly failure?: Failure;
}

interface Marker {
  readonly markerName: string;
  readonly details?: Readonly<Record<string, readonly Payload[]>>;
  readonly failure?: Failure;
}

/** The form of protobuf times and durations in the marker. */
interface Seconds {
  readonly seconds: number;
  readonly nanos: number;
}

interface MarkerData {
  readonly seq: number;
  readonly attempt: number;
  readonly activity_id: string;
  readonly activity_type: string;
  readonly complete_time?: Seconds | null;
  readonly backoff?: Seconds | null;
  readonly original_schedule_time?: Seconds | null;
}

/** What the worker told, as it is recorded. A cancellation that was not waited for has no time of its own. */
export function localRecord(facts: LocalFacts, end: LocalActivityEnd, completeMs: number | undefined): LocalRecord {
  const { outcome, attempt, originalScheduleTimeMs } = end;
  const { seq, activityId, activityType } = facts;
  const common = { seq, activityId, activityType, attempt, completeMs, originalScheduleTimeMs };
  if (outcome.status === 'completed') return { ...common, result: outcome.result };
  if (outcome.status === 'cancelled') return { ...common, failure: canceled(outcome.details) };
  const backoffMs = outcome.status === 'backoff' ? outcome.backoffMs : undefined;
  return { ...common, backoffMs, failure: outcome.failure };
}

/** Name and contents of the marker. */
export function localMarker(record: LocalRecord): Marker {
  const data: MarkerData = {
    seq: record.seq,
    attempt: record.attempt,
    activity_id: record.activityId,
    activity_type: record.activityType,
    complete_time: secondsOf(record.completeMs),
    backoff: secondsOf(record.backoffMs),
    original_schedule_time: secondsOf(record.originalScheduleTimeMs),
  };
  const details = { data: [{ encoding: 'json/plain', data: JSON.stringify(data) }] };
  return {
    markerName: LOCAL_MARKER,
    details: record.result ? { ...details, result: record.result } : details,
    failure: record.failure,
  };
}

/** What a marker says; undefined for a marker of something else. */
export function localRecordOf(marker: Marker): LocalRecord | undefined {
  if (marker.markerName !== LOCAL_MARKER) return undefined;
  const text = marker.details?.['data']?.[0]?.data;
  if (text === undefined) return undefined;
  const data = JSON.parse(text) as MarkerData;
  return {
    seq: data.seq,
    activityId: data.activity_id,
    activityType: data.activity_type,
    attempt: data.attempt,
    completeMs: msOf(data.complete_time),
    backoffMs: msOf(data.backoff),
    originalScheduleTimeMs: msOf(data.original_schedule_time) ?? 0,
    result: marker.failure ? undefined : (marker.details?.['result'] ?? []),
    failure: marker.failure,
  };
}

/** What the code is told. */
export function localResolution(record: LocalRecord): ActivityResolution {
  const { failure, result = [], backoffMs, attempt, originalScheduleTimeMs } = record;
  if (!failure) return { status: 'completed', result };
  if (backoffMs !== undefined) return { status: 'backoff', attempt: attempt + 1, backoffMs, originalScheduleTimeMs };
  if (failure.info?.kind === 'canceled') return { status: 'cancelled', failure: wrapped(record, failure) };
  if (failure.cause?.info?.kind === 'canceled') return { status: 'cancelled', failure };
  return { status: 'failed', failure };
}

function canceled(details: readonly Payload[] | undefined): Failure {
  return { message: 'Activity cancelled', info: { kind: 'canceled', details } };
}

function wrapped({ activityId, activityType }: LocalFacts, cause: Failure): Failure {
  return activityFailure('Local Activity cancelled', { activityId, activityType }, 'CANCEL_REQUESTED', cause);
}

function secondsOf(ms: number | undefined): Seconds | null {
  if (ms === undefined) return null;
  const seconds = Math.floor(ms / 1_000);
  return { seconds, nanos: Math.round((ms - seconds * 1_000) * 1_000_000) };
}

function msOf(time: Seconds | null | undefined): number | undefined {
  return time ? time.seconds * 1_000 + Math.floor(time.nanos / 1_000_000) : undefined;
}
