import type { WorkflowHandle } from '@perdure/client';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type Event = NonNullable<History['events']>[number];

/** Prints a history as a table: id, milliseconds since the start, type, and what matters of it. */
export function printHistory(history: History): void {
  const events = history.events ?? [];
  const startMs = timeMs(events[0]);
  printRow('id', 'after', 'event', 'what');
  for (const event of events) {
    printRow(String(event.eventId), `${timeMs(event) - startMs} ms`, typeName(event), detail(event));
  }
}

function printRow(id: string, after: string, event: string, what: string): void {
  process.stdout.write(`${id.padStart(4)} ${after.padStart(9)}  ${event.padEnd(38)} ${what}`.trimEnd() + '\n');
}

function timeMs(event: Event | undefined): number {
  const time = event?.eventTime;
  return Number(time?.seconds ?? 0) * 1_000 + Math.round((time?.nanos ?? 0) / 1e6);
}

/** The attributes field names the type: workflowExecutionStartedEventAttributes. */
function typeName(event: Event): string {
  const field = Object.keys(event).find((key) => key.endsWith('EventAttributes')) ?? '';
  const name = field.replace('EventAttributes', '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function detail(event: Event): string {
  return (
    event.workflowExecutionStartedEventAttributes?.workflowType?.name ??
    event.activityTaskScheduledEventAttributes?.activityType?.name ??
    event.workflowExecutionSignaledEventAttributes?.signalName ??
    event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowType?.name ??
    durationOf(event) ??
    attemptOf(event) ??
    ''
  );
}

function durationOf(event: Event): string | undefined {
  const seconds = event.timerStartedEventAttributes?.startToFireTimeout?.seconds;
  return seconds == null ? undefined : `${String(seconds)} seconds`;
}

function attemptOf(event: Event): string | undefined {
  const started = event.activityTaskStartedEventAttributes;
  if (!started) return undefined;
  const failed = started.lastFailure?.message;
  return failed ? `attempt ${started.attempt}, after: ${failed}` : `attempt ${started.attempt}`;
}
