/** Histories that both replayers judge. Names say what is special; `ok` cases are among those that have to fail. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { toTemporalJson } from '@perdure/engine';
import { RunRandom } from '@perdure/workflow/lib/runtime/random';
import { uuid4From } from '@perdure/workflow/lib/runtime/uuid';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { temporal } from '@temporalio/proto';
import { history, json, RUN_ID, type HistoryWriter } from '../../../../engine/test/support/history';

export interface TemporalEvent {
  eventId: string;
  [key: string]: unknown;
}
export interface TemporalHistory {
  events: TemporalEvent[];
}
export type Verdict = 'ok' | 'DeterminismViolationError' | 'ReplayError';
export interface Case {
  readonly history: TemporalHistory;
  readonly verdict: Verdict;
  /** What Temporal's replayer says, where it says something else. */
  readonly theirs?: Verdict;
}

const exported = (writer: HistoryWriter): TemporalHistory =>
  JSON.parse(JSON.stringify(toTemporalJson(writer.events))) as TemporalHistory;
const run = (workflowType: string) => history().started({ workflowType });
const completed = (writer: HistoryWriter) => writer.add('WorkflowExecutionCompleted', { result: [json('x')] });
const done = (writer: HistoryWriter, scheduledEventId: number) =>
  writer
    .add('ActivityTaskStarted', { scheduledEventId, attempt: 1 })
    .add('ActivityTaskCompleted', { scheduledEventId, result: [json('x')] });
const cancelled = (writer: HistoryWriter) => writer.add('WorkflowExecutionCancelRequested', { cause: 'please' });

/** Without some or all replay flags, as older SDKs wrote it. */
export function stripped(from: TemporalHistory, keep: { core?: number[]; lang?: number[] } = {}): TemporalHistory {
  const events = from.events.map((event) => {
    const attributes = event['workflowTaskCompletedEventAttributes'] as { sdkMetadata?: object } | undefined;
    if (!attributes?.sdkMetadata) return event;
    const { core = [], lang = [] } = keep;
    const sdkMetadata = { coreUsedFlags: core, langUsedFlags: lang };
    return { ...event, workflowTaskCompletedEventAttributes: { ...attributes, sdkMetadata } };
  });
  return { events };
}

/** The same, said to have been written by this build. */
function builtBy(from: TemporalHistory, buildId: string): TemporalHistory {
  const events = stripped(from, { core: [1, 2, 3] }).events.map((event) => {
    const attributes = event['workflowTaskCompletedEventAttributes'] as object | undefined;
    if (!attributes) return event;
    return { ...event, workflowTaskCompletedEventAttributes: { ...attributes, workerVersion: { buildId } } };
  });
  return { events };
}

const before = (h: TemporalHistory) => stripped(h, { core: [1, 2, 3] });

/** What `order` left; said to be of another program. */
function order(workflowType = 'order', length = Infinity): TemporalHistory {
  const writer = done(run(workflowType).task().completed().activityScheduled('1', 'greet'), 5).task().completed();
  writer.timerStarted(1).add('TimerFired', { timerId: '1', startedEventId: 11 }).task().completed();
  return { events: exported(completed(writer)).events.slice(0, length) };
}

function waved(workflowType: string, deprecated: boolean): TemporalHistory {
  const writer = run(workflowType).task().completed().patched('hands', deprecated).activityScheduled('1', 'wave');
  done(writer, 7).task().completed().timerStarted(1).add('TimerFired', { timerId: '1', startedEventId: 13 });
  return exported(completed(writer.task().completed()));
}

function signalAndTimer(first: 'greet' | 'wave'): TemporalHistory {
  const writer = run('signalAndTimer').task().completed().timerStarted(1).signaled('go');
  writer.add('TimerFired', { timerId: '1', startedEventId: 5 }).task().completed();
  const second = first === 'greet' ? 'wave' : 'greet';
  return exported(writer.activityScheduled('1', first).activityScheduled('2', second).task());
}

function shielded(cancels: boolean): TemporalHistory {
  const writer = cancelled(run('shielded').task().completed().timerStarted(1)).task().completed();
  if (!cancels) return exported(writer.signaled('go').task());
  writer.add('TimerCanceled', { timerId: '1', startedEventId: 5 });
  return exported(writer.add('WorkflowExecutionCanceled', {}));
}

function withTimeout(cancels: boolean): TemporalHistory {
  const writer = run('withTimeout').task().completed();
  writer.timerStarted(1, 3_600_000).activityScheduled('1', 'greet');
  done(writer, 6).task().completed();
  if (cancels) writer.add('TimerCanceled', { timerId: '1', startedEventId: 5 });
  return exported(completed(writer));
}

function bareTimer(cancels: boolean): TemporalHistory {
  const writer = cancelled(run('bareTimer').task().completed().timerStarted(1)).task().completed();
  if (cancels) writer.add('TimerCanceled', { timerId: '1', startedEventId: 5 });
  return exported(writer.add('WorkflowExecutionCanceled', {}));
}

/** The cancellation of a scope takes a few microtasks to arrive; a bare timer is cancelled at once. */
function clearedTimer(next: number, at: 'once' | 'last'): TemporalHistory {
  const writer = run('clearedTimer').task().completed().timerStarted(1).timerStarted(2);
  writer.add('TimerFired', { timerId: '2', startedEventId: 6 }).task().completed();
  if (at === 'last') writer.timerStarted(next).add('TimerCanceled', { timerId: '1', startedEventId: 5 });
  else writer.add('TimerCanceled', { timerId: '1', startedEventId: 5 }).timerStarted(next);
  return exported(writer.signaled('go').task());
}

function afterTheEnd(recorded: boolean): TemporalHistory {
  const writer = run('afterTheEnd').task().completed();
  if (recorded) writer.timerStarted(1);
  return exported(completed(writer));
}

/** A run that was reset after its timer had started; its ids come from the new run's id. */
function reset(seed: string): TemporalHistory {
  const writer = run('ids').task().completed().timerStarted(1).add('TimerFired', { timerId: '1', startedEventId: 5 });
  writer.task().add('WorkflowTaskFailed', { cause: 'RESET_WORKFLOW', baseRunId: RUN_ID, newRunId: RESET_ID });
  const activityId = uuid4From(new RunRandom(seed).main);
  return exported(writer.task().completed().activityScheduled(activityId, 'greet').signaled('go').task());
}
const RESET_ID = '6a52743e-0000-4000-8000-000000000002';

/** With an event in front of the second task that workers ignore. */
function withEvent(from: TemporalHistory, at: number, event: object): TemporalHistory {
  const shift = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shift);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]) => {
      const id = /EventId$|^eventId$/.test(key) ? Number(inner) : 0;
      return [key, id > at ? String(id + 1) : shift(inner)] as const;
    });
    return Object.fromEntries(entries);
  };
  const events = from.events.map((one) => shift(one) as TemporalEvent);
  const inserted = { eventId: String(at + 1), eventTime: '2025-01-01T00:00:05Z', ...event };
  return { events: [...events.slice(0, at), inserted, ...events.slice(at)] };
}

const SERVER_HISTORIES = join(
  dirname(createRequire(import.meta.url).resolve('@temporalio/core-bridge/package.json')),
  'sdk-core/crates/sdk-core/tests/histories',
);

/** A history that a Temporal server wrote; it comes with the published packages. Said to be of one of our programs. */
function fromServer(file: string, workflowType: string): TemporalHistory {
  const message = temporal.api.history.v1.History.decode(readFileSync(join(SERVER_HISTORIES, `${file}.bin`)));
  const { events } = JSON.parse(historyToJSON(message)) as TemporalHistory;
  const [started, ...rest] = events as [TemporalEvent, ...TemporalEvent[]];
  const attributes = started['workflowExecutionStartedEventAttributes'] as object;
  const renamed = { ...attributes, workflowType: { name: workflowType }, input: undefined };
  return { events: [{ ...started, workflowExecutionStartedEventAttributes: renamed }, ...rest] };
}

function countedFromOne(from: TemporalHistory): TemporalHistory {
  return JSON.parse(JSON.stringify(from).replaceAll('"timerId":"0"', '"timerId":"1"')) as TemporalHistory;
}

const fails = (from: TemporalHistory): Case => ({ history: from, verdict: 'DeterminismViolationError' });
const breaks = (from: TemporalHistory): Case => ({ history: from, verdict: 'ReplayError' });
/** Temporal's replayer does not compare ids of timers, nor does it see that code ends a run too early. */
const stricter = (from: TemporalHistory): Case => ({ ...fails(from), theirs: 'ok' });
const passes = (from: TemporalHistory): Case => ({ history: from, verdict: 'ok' });

export const CASES: Readonly<Record<string, Case>> = {
  'unchanged code': passes(order()),
  'code that does the same in another order': fails(order('orderSwapped')),
  'code that calls another activity': fails(order('orderRenamed')),
  'code that asks for more at the end': fails(order('orderLonger')),
  'code that asks for less at the end': fails(order('orderShorter')),
  'code that asks for more in a task': fails(order('orderMore')),
  'code with other arguments, times and results': passes(order('orderOtherDetails')),
  'code that fails its task later': breaks(order('orderFails')),
  'code that fails its task at once': breaks(order('orderFailsAtOnce')),
  'code that uses what cannot be replayed': breaks(order('orderForbidden')),
  'code that is not there': breaks(order('noSuchWorkflow')),

  'a change behind patched, old history': passes(order('orderPatched')),
  'a change behind patched, new history': passes(waved('orderPatched', false)),
  'a patch that was deprecated, history with its marker': passes(waved('orderDeprecated', false)),
  'a patch that was removed, history with its marker': fails(waved('orderWaved', false)),
  'a patch that was removed, history with the deprecated marker': passes(waved('orderWaved', true)),
  'a change without patched': fails(order('orderWaved')),

  'before core flag 1 a renamed activity goes unnoticed': passes(stripped(order('orderRenamed'), { core: [2, 3] })),
  'without any flags': passes(stripped(order())),
  'before core flag 3 nothing follows the end': passes(stripped(afterTheEnd(false), { core: [1, 2] })),
  'since core flag 3 the end is last': passes(afterTheEnd(true)),
  'since core flag 3 nothing is cut off': fails(afterTheEnd(false)),

  'since flag 2 signals and the rest come at once': passes(signalAndTimer('wave')),
  'since flag 2 signals do not come first': fails(signalAndTimer('greet')),
  'before flag 2 signals come first': passes(before(signalAndTimer('greet'))),
  'before flag 2 they do not come at once': fails(before(signalAndTimer('wave'))),
  '1.11.0 had flag 2 and did not say so': passes(
    builtBy(signalAndTimer('wave'), '@temporalio/worker@1.11.0+0123456789abcdef'),
  ),
  '1.10.3 had no flag 2': passes(builtBy(signalAndTimer('greet'), '@temporalio/worker@1.10.3+0123456789abcdef')),

  'since flag 1 a shield holds': passes(shielded(false)),
  'since flag 1 a shield lets nothing through': fails(shielded(true)),
  'before flag 1 a shield let cancellation through': passes(before(shielded(true))),
  'before flag 1 a shield did not hold': stricter(before(shielded(false))),
  'since flag 1 the timer of a scope is cancelled': passes(withTimeout(true)),
  'before flag 1 it went on': passes(before(withTimeout(false))),
  'before flag 1 it was not cancelled': fails(before(withTimeout(true))),
  'since flag 1 bare timers are cancelled with their scope': passes(bareTimer(true)),
  'before flag 1 bare timers had no scope': passes(before(bareTimer(false))),
  'since flag 1 clearing takes no number': passes(clearedTimer(3, 'last')),
  'before flag 1 clearing took a number': passes(before(clearedTimer(4, 'once'))),
  'before flag 1 it was not free': stricter(before(clearedTimer(3, 'once'))),

  'ids after a reset come from the new run': passes(reset(RESET_ID)),
  'ids after a reset do not come from the old run': fails(reset(RUN_ID)),
  'an event that changes nothing': passes(
    withEvent(order(), 7, {
      eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_OPTIONS_UPDATED',
      workerMayIgnore: true,
      workflowExecutionOptionsUpdatedEventAttributes: {},
    }),
  ),

  'a history that ends in an open task': passes(order('order', 9)),
  'a history that ends with what a task asked for': passes(order('order', 11)),
  'a history that ends with something nobody has seen': passes(order('order', 12)),
  'an open task that would do something else now': passes(order('orderSwapped', 3)),
  'the run was terminated': passes(
    exported(run('order').task().completed().activityScheduled('1', 'greet').add('WorkflowExecutionTerminated', {})),
  ),
  'the run was terminated, and the code has changed': fails(
    exported(
      run('orderSwapped').task().completed().activityScheduled('1', 'greet').add('WorkflowExecutionTerminated', {}),
    ),
  ),

  "a server's timer": passes(countedFromOne(fromServer('timer_workflow_history', 'fromServerTimer'))),
  "a server's timer, counted from 0 as the first versions did": fails(
    fromServer('timer_workflow_history', 'fromServerTimer'),
  ),
  "a server's history with a failed task": passes(countedFromOne(fromServer('fail_wf_task', 'fromServerTimer'))),
  "a server's history of another program": fails(fromServer('fail_wf_task', 'fromServerHello')),
  "a server's patch marker in its first form": passes(fromServer('old_change_marker_format', 'fromServerPatch')),
  "a server's patch marker in its first form, removed": fails(
    fromServer('old_change_marker_format', 'fromServerPatchRemoved'),
  ),
  "a server's history that ends with a task without commands": passes(
    fromServer('ends_empty_wft_complete', 'fromServerHello'),
  ),
  "a server's local activity": passes(
    fromServer('evict_while_la_running_no_interference-16_history', 'fromServerLocal'),
  ),
  "a server's local activity under task heartbeats": passes(
    fromServer('evict_while_la_running_no_interference-85_history', 'fromServerLocal'),
  ),
  "a server's local activity, removed": fails(
    fromServer('evict_while_la_running_no_interference-16_history', 'fromServerLocalRemoved'),
  ),
};
