/**
 * Spans of one workflow task: its own, those of what it asks for, and those of what has happened meanwhile: timers,
 * signals, updates, queries, and the run itself when it ends.
 *
 * 1. What has happened is told once: when the completion of the task that brought it has been applied.
 * 2. Times of events are the store's; a span says them by this machine's clock.
 * 3. The parent of everything of a run is what started it; so the tree is the same whichever worker tells of it.
 * 4. Baggage goes from what started a run to all that the run asks for.
 */
import type { Context, Link, Span, Tracer } from '@opentelemetry/api';
import type { HistoryEvent } from '../model/event';
import type { PayloadMap } from '../model/payload';
import type { ResolvedCommand } from '../model/resolved-command';
import type { WorkflowTask } from '../model/task';
import type { StoreClock } from '../namespace/store-clock';
import { loadApi } from './open-telemetry';
import {
  ATTRIBUTES,
  baggageContext,
  endFailed,
  parentContext,
  tracedElsewhere,
  traceOf,
  withSpan,
  withTrace,
} from './tracer';

/** Where a task is carried out. */
export interface TaskPlace {
  readonly namespace: string;
  readonly taskQueue: string;
  readonly clock: StoreClock;
}

interface OpenTimer {
  readonly startedMs: number;
  readonly timerId: string;
}

/** The parts of a cached run that are told of. */
export interface WatchedRun {
  readonly started: { readonly workflowType: string; readonly timeMs: number; readonly header?: PayloadMap };
  /** Timers that have not fired, by the id of their start; known while a tracer is there. */
  openTimers?: Map<number, OpenTimer>;
}

export interface WorkflowTaskSpans {
  within<T>(run: () => T): T;
  /** The command with the trace in its header. */
  traced(command: ResolvedCommand): ResolvedCommand;
  /** `ending`: the command that closed the run, if one did. */
  completed(ending: ResolvedCommand | undefined): void;
  /** Ends the spans without telling of anything; failed, with an error. */
  end(error?: unknown): void;
}

export interface TaskToTrace {
  readonly tracer: Tracer;
  readonly place: TaskPlace;
  readonly task: WorkflowTask;
  readonly run: WatchedRun;
  readonly events: readonly HistoryEvent[];
}

export function beginWorkflowTaskSpans(traced: TaskToTrace): WorkflowTaskSpans {
  return new Spans(traced);
}

class Spans implements WorkflowTaskSpans {
  private readonly tracer: Tracer;
  private readonly place: TaskPlace;
  private readonly task: WorkflowTask;
  private readonly run: WatchedRun;
  private readonly timers: Map<number, OpenTimer>;
  /** Events that no completed task has brought. */
  private readonly fresh: readonly HistoryEvent[];
  private readonly span: Span;
  private readonly context: Context;
  private readonly asked: Span[] = [];

  constructor({ tracer, place, task, run, events }: TaskToTrace) {
    this.tracer = tracer;
    this.place = place;
    this.task = task;
    this.run = run;
    this.fresh = events.filter(({ eventId }) => eventId > task.previousStartedEventId);
    this.timers = run.openTimers ??= new Map<number, OpenTimer>();
    followTimers(this.timers, events, task.previousStartedEventId);
    const links = this.fresh.flatMap((event): Link[] => {
      const sender = event.type === 'WorkflowExecutionSignaled' ? traceOf(event.header) : undefined;
      return sender ? [{ context: sender }] : [];
    });
    const options = { kind: loadApi().SpanKind.CONSUMER, links, attributes: this.attributes() };
    this.context = baggageContext(run.started.header);
    this.span = tracer.startSpan(`WorkflowTask:${this.workflowType}`, options, parentContext(run.started.header));
  }

  within<T>(run: () => T): T {
    return withSpan(this.span, run, this.context);
  }

  traced(command: ResolvedCommand): ResolvedCommand {
    switch (command.kind) {
      case 'scheduleActivity':
        return { ...command, header: withTrace(command.header, this.span, this.context) };
      case 'startChildWorkflow':
        return this.asking(command, `StartChildWorkflow:${command.workflowType}`);
      case 'signalExternalWorkflow':
        return this.asking(command, `SignalWorkflow:${command.signalName}`);
      case 'continueAsNew':
        return this.asking(command, `ContinueAsNew:${command.workflowType || this.workflowType}`);
      default:
        return command;
    }
  }

  completed(ending: ResolvedCommand | undefined): void {
    for (const event of this.fresh) this.tellEvent(event);
    const handled = { fromMs: this.task.startedMs, link: true };
    for (const { name, header } of this.task.updates) this.tell(`HandleUpdate:${name}`, header, handled);
    for (const { name, header } of this.task.queries) this.tell(`HandleQuery:${name}`, header, handled);
    if (ending) {
      const failure = ending.kind === 'failWorkflow' ? ending.failure.message : undefined;
      this.tell(`RunWorkflow:${this.workflowType}`, this.run.started.header, {
        fromMs: this.run.started.timeMs,
        failure,
      });
    }
    this.end();
  }

  end(error?: unknown): void {
    for (const span of this.asked.splice(0)) span.end();
    if (error === undefined) this.span.end();
    else endFailed(this.span, error);
  }

  private get workflowType(): string {
    return this.run.started.workflowType;
  }

  private attributes(): Record<string, string | number> {
    const { workflowId, runId, attempt } = this.task;
    return {
      [ATTRIBUTES.workflowId]: workflowId,
      [ATTRIBUTES.runId]: runId,
      [ATTRIBUTES.namespace]: this.place.namespace,
      [ATTRIBUTES.taskQueue]: this.place.taskQueue,
      [ATTRIBUTES.attempt]: attempt,
    };
  }

  /** What begins another story gets a span below this task's, and what follows from it hangs there. */
  private asking<C extends ResolvedCommand & { readonly header?: PayloadMap }>(command: C, name: string): C {
    const { context, SpanKind, trace } = loadApi();
    const options = { kind: SpanKind.PRODUCER, attributes: this.attributes() };
    const span = this.tracer.startSpan(name, options, trace.setSpan(context.active(), this.span));
    this.asked.push(span);
    return { ...command, header: withTrace(command.header, span, this.context) };
  }

  private tellEvent(event: HistoryEvent): void {
    if (event.type === 'WorkflowExecutionSignaled') {
      this.tell(`HandleSignal:${event.signalName}`, event.header, { fromMs: event.timeMs, link: true });
    } else if (event.type === 'TimerFired') {
      const timer = this.timers.get(event.startedEventId);
      this.timers.delete(event.startedEventId);
      if (!timer) return;
      const attributes = { temporalTimerId: timer.timerId };
      this.tell('Timer', this.run.started.header, { fromMs: timer.startedMs, toMs: event.timeMs, attributes });
    }
  }

  /** A span of something that is over, below what asked for it. */
  private tell(name: string, header: PayloadMap | undefined, about: Told): void {
    if (tracedElsewhere(header)) return;
    const { clock } = this.place;
    const aheadMs = Date.now() - clock.nowMs();
    const span = this.tracer.startSpan(
      name,
      {
        startTime: about.fromMs + aheadMs,
        attributes: { ...this.attributes(), ...about.attributes },
        links: about.link ? [{ context: this.span.spanContext() }] : [],
      },
      parentContext(header),
    );
    if (about.failure !== undefined) {
      span.setStatus({ code: loadApi().SpanStatusCode.ERROR, message: about.failure });
    }
    span.end(Math.max(about.fromMs, about.toMs ?? clock.nowMs()) + aheadMs);
  }
}

interface Told {
  /** Store times; the end is now unless it is given. */
  readonly fromMs: number;
  readonly toMs?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Whether to link to the workflow task. */
  readonly link?: boolean;
  readonly failure?: string;
}

/** Keeps the timers that are open after these events, or fire in those a completed task has not brought. */
function followTimers(open: Map<number, OpenTimer>, events: readonly HistoryEvent[], toldUntil: number): void {
  for (const event of events) {
    if (event.type === 'TimerStarted') {
      open.set(event.eventId, { startedMs: event.timeMs, timerId: event.timerId });
    } else if (event.type === 'TimerCanceled' || (event.type === 'TimerFired' && event.eventId <= toldUntil)) {
      open.delete(event.startedEventId);
    }
  }
}
