/**
 * Local activities of a run. In a live task the worker runs them and says how they ended; in a task that is replayed
 * the markers of its completion do. Invariants:
 * 1. They end one by one, each in an activation of its own after everything else, in the order of their markers. So code
 *    sees on replay what it saw live. (One that is given up by its own cancellation ends at once.)
 * 2. The worker is told to run what has no marker when the code reaches the live task; what a worker that died did not
 *    finish runs again.
 */
import type { CommandOf } from '../model/command';
import type { EventOf } from '../model/event';
import type { LocalActivityEnd, LocalActivityRequest, LocalActivityWork } from '../model/local-activity';
import { describeLocal } from './describe';
import { CORE_FLAGS } from './flags';
import { localMarker, localRecord, localRecordOf, localResolution } from './local-marker';
import type { LocalRecord } from './local-marker';
import type { Run } from './run';

/** A local activity, from `scheduleLocalActivity` until its marker has been seen. */
export interface LocalActivity {
  readonly command: CommandOf<'scheduleLocalActivity'>;
  state:
    /** Scheduled while replaying: a marker may follow. */
    | { readonly at: 'awaiting marker'; readonly cancelled: boolean }
    /** The worker is to run it. */
    | { readonly at: 'wanted' }
    | { readonly at: 'running' }
    /** The code knows how it ended, from the history; its marker has not been met yet. */
    | { readonly at: 'replayed' }
    /** The code knows how it ended, from the worker; a command will record it. */
    | { readonly at: 'settled' };
}

/** What the rules know of the local activities of a run. */
export interface LocalActivities {
  readonly bySeq: Map<number, LocalActivity>;
  /** How those of the task that is replayed ended, in order, as far as the code has not been told. */
  recorded: LocalRecord[];
  /** Running ones that the worker has to stop, or to leave alone. */
  cancel: number[];
  abandon: number[];
}

export function createLocalActivities(): LocalActivities {
  return { bySeq: new Map(), recorded: [], cancel: [], abandon: [] };
}

export function scheduleLocalActivity(run: Run, command: CommandOf<'scheduleLocalActivity'>): void {
  const state = run.replaying ? ({ at: 'awaiting marker', cancelled: false } as const) : ({ at: 'wanted' } as const);
  run.local.bySeq.set(command.seq, { command, state });
}

/**
 * TRY_CANCEL and ABANDON: the code goes on at once, and only TRY_CANCEL tells the function. WAIT_CANCELLATION_COMPLETED:
 * the function is told, and how it ends decides.
 */
export function requestCancelLocalActivity(run: Run, { seq }: CommandOf<'requestCancelLocalActivity'>): void {
  const activity = run.local.bySeq.get(seq);
  if (!activity) return;
  const { state, command } = activity;
  const waits = command.cancellationType === 'WAIT_CANCELLATION_COMPLETED';
  if (state.at === 'awaiting marker') {
    const index = run.local.recorded.findIndex((record) => record.seq === seq);
    if (waits || index < 0) activity.state = { at: 'awaiting marker', cancelled: true };
    else replayEnd(run, activity, run.local.recorded.splice(index, 1)[0]!);
  }
  if (state.at !== 'wanted' && state.at !== 'running') return;
  if (state.at === 'running') run.local[command.cancellationType === 'ABANDON' ? 'abandon' : 'cancel'].push(seq);
  if (!waits || state.at === 'wanted') settle(run, activity, cancelledEnd(command, run.timeMs), undefined);
}

/** Reads the markers of a task that is replayed, before its code runs. */
export function announceLocalEnds(run: Run, commandEvents: readonly { readonly type: string }[]): void {
  for (const event of commandEvents) {
    const record = event.type === 'MarkerRecorded' ? localRecordOf(event as EventOf<'MarkerRecorded'>) : undefined;
    if (record) run.local.recorded.push(record);
  }
}

/** Tells the code of the next end that the history has. False: there is none, or its activity is not scheduled. */
export function replayNextLocalEnd(run: Run): boolean {
  const [next] = run.local.recorded;
  const activity = next && run.local.bySeq.get(next.seq);
  if (activity?.state.at !== 'awaiting marker') return false;
  run.local.recorded.shift();
  replayEnd(run, activity, next!);
  return true;
}

/** A live task begins: what has no marker is run. */
export function wantLocalActivities(run: Run): void {
  for (const activity of run.local.bySeq.values()) {
    if (activity.state.at !== 'awaiting marker') continue;
    const { cancelled } = activity.state;
    activity.state = { at: 'wanted' };
    if (cancelled) settle(run, activity, cancelledEnd(activity.command, run.timeMs), undefined);
  }
}

/** What the worker has to begin and to stop since it was asked last. */
export function takeLocalWork(run: Run): LocalActivityWork {
  const start: LocalActivityRequest[] = [];
  for (const activity of run.local.bySeq.values()) {
    if (activity.state.at !== 'wanted') continue;
    activity.state = { at: 'running' };
    const { kind: _kind, cancellationType: _type, summary: _summary, ...request } = activity.command;
    start.push(request);
  }
  const { cancel, abandon } = run.local;
  run.local.cancel = [];
  run.local.abandon = [];
  return { start, cancel, abandon };
}

/** How many the code waits for and the worker runs. */
export function runningLocally(run: Run): number {
  let running = 0;
  for (const { state } of run.local.bySeq.values()) if (state.at === 'running') running += 1;
  return running;
}

/** The worker says how one ended. One that the code has given up is left alone. */
export function localActivityEnded(run: Run, end: LocalActivityEnd): void {
  const activity = run.local.bySeq.get(end.seq);
  if (activity?.state.at === 'running') settle(run, activity, end, Math.max(run.timeMs, end.endedMs));
}

/** The marker of an activity whose end was replayed. Undefined: the marker belongs to a command of this machine. */
export function matchLocalMarker(
  run: Run,
  record: LocalRecord,
): { readonly same: true } | { readonly same: false; readonly actual: string } | undefined {
  const activity = run.local.bySeq.get(record.seq);
  if (!activity) return { same: false, actual: 'did not schedule it' };
  const { activityId, activityType } = activity.command;
  if (activity.state.at === 'settled') return undefined;
  if (activity.state.at !== 'replayed') return { same: false, actual: 'did not get as far as its end' };
  run.local.bySeq.delete(record.seq);
  const same = activityId === record.activityId && activityType === record.activityType;
  if (same || !run.flags.has(CORE_FLAGS.idAndTypeChecks)) return { same: true };
  return { same: false, actual: `scheduled ${describeLocal(activity.command)}` };
}

function replayEnd(run: Run, activity: LocalActivity, record: LocalRecord): void {
  activity.state = { at: 'replayed' };
  tellCode(run, record);
}

function settle(run: Run, activity: LocalActivity, end: LocalActivityEnd, completeMs: number | undefined): void {
  const { command } = activity;
  const record = localRecord(command, end, completeMs);
  activity.state = { at: 'settled' };
  run.queue.issue(
    { kind: 'recordMarker', ...localMarker(record), summary: command.summary },
    { recorded: () => run.local.bySeq.delete(command.seq) },
  );
  tellCode(run, record);
}

function tellCode(run: Run, record: LocalRecord): void {
  if (record.completeMs !== undefined) run.timeMs = Math.max(run.timeMs, record.completeMs);
  run.jobs.push({ kind: 'resolveActivity', seq: record.seq, resolution: localResolution(record) });
}

function cancelledEnd({ seq, attempt, originalScheduleTimeMs }: LocalActivity['command'], nowMs: number) {
  const outcome = { status: 'cancelled' } as const;
  return { seq, attempt, outcome, endedMs: nowMs, originalScheduleTimeMs: originalScheduleTimeMs ?? nowMs };
}
