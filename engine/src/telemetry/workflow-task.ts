/** What is told of one workflow task: metrics, and spans (`workflow-task-spans.ts`). */
import type { HistoryEvent, WorkflowTaskFailedCause } from '../model/event';
import type { ResolvedCommand } from '../model/resolved-command';
import type { WorkflowTask } from '../model/task';
import type { TaskOutcome } from '../replay/run-machine';
import { currentMetrics, type MetricLabels, type MetricName, type MetricsRecorder } from './metrics';
import { activeTracer, tracedElsewhere } from './tracer';
import { beginWorkflowTaskSpans, type TaskPlace, type WatchedRun, type WorkflowTaskSpans } from './workflow-task-spans';

/** Follows one task from its start to its end. */
export interface WorkflowTaskWatch {
  /** The run is at hand, with the events it has not seen. */
  begin(run: WatchedRun, events: readonly HistoryEvent[]): void;
  /** Runs a part of the task with its span as the active one. */
  within<T>(run: () => T): T;
  /** An activation is about to be run. */
  activation(isReplaying: boolean): void;
  /** The code is done; what it asked for is about to be stored. */
  commands(commands: readonly ResolvedCommand[]): readonly ResolvedCommand[];
  completed(outcome: TaskOutcome): void;
  /** The completion was refused. */
  dropped(): void;
  failed(error: unknown, cause: WorkflowTaskFailedCause): void;
}

/** Undefined: nobody listens. */
export function watchWorkflowTask(place: TaskPlace, task: WorkflowTask): WorkflowTaskWatch | undefined {
  const metrics = currentMetrics();
  return metrics || activeTracer() ? new Watch(place, task, metrics) : undefined;
}

class Watch implements WorkflowTaskWatch {
  private readonly place: TaskPlace;
  private readonly task: WorkflowTask;
  private readonly metrics: MetricsRecorder | undefined;
  private readonly begunMs = performance.now();
  private labels: MetricLabels;
  private startedMs = 0;
  private spans: WorkflowTaskSpans | undefined;
  private replaying = false;

  constructor(place: TaskPlace, task: WorkflowTask, metrics: MetricsRecorder | undefined) {
    this.place = place;
    this.task = task;
    this.metrics = metrics;
    this.labels = { namespace: place.namespace, task_queue: place.taskQueue };
  }

  begin(run: WatchedRun, events: readonly HistoryEvent[]): void {
    this.labels = { ...this.labels, workflow_type: run.started.workflowType };
    this.startedMs = run.started.timeMs;
    const scheduled = lastScheduled(events);
    if (scheduled) this.record('workflow_task_schedule_to_start_latency', this.task.startedMs - scheduled.timeMs);
    const tracer = activeTracer();
    if (!tracer || tracedElsewhere(run.started.header)) return;
    this.spans = beginWorkflowTaskSpans({ tracer, place: this.place, task: this.task, run, events });
  }

  within<T>(run: () => T): T {
    return this.spans ? this.spans.within(run) : run();
  }

  activation(isReplaying: boolean): void {
    if (this.replaying && !isReplaying) this.record('workflow_task_replay_latency', performance.now() - this.begunMs);
    this.replaying = isReplaying;
  }

  commands(commands: readonly ResolvedCommand[]): readonly ResolvedCommand[] {
    this.record('workflow_task_execution_latency', performance.now() - this.begunMs);
    return this.spans ? commands.map((command) => this.spans?.traced(command) ?? command) : commands;
  }

  completed({ commands }: TaskOutcome): void {
    const last = commands.at(-1);
    const ending = last && ENDINGS[last.kind];
    if (ending) {
      this.record(ending, 1);
      this.record('workflow_endtoend_latency', this.place.clock.nowMs() - this.startedMs);
    }
    this.spans?.completed(ending && last);
  }

  dropped(): void {
    this.spans?.end();
  }

  failed(error: unknown, cause: WorkflowTaskFailedCause): void {
    const reason = cause === 'NON_DETERMINISTIC_ERROR' ? 'NonDeterminismError' : 'WorkflowError';
    this.metrics?.record('workflow_task_execution_failed', 1, { ...this.labels, failure_reason: reason });
    this.spans?.end(error);
  }

  private record(name: MetricName, value: number): void {
    this.metrics?.record(name, value, this.labels);
  }
}

const ENDINGS: Readonly<Partial<Record<ResolvedCommand['kind'], MetricName>>> = {
  completeWorkflow: 'workflow_completed',
  failWorkflow: 'workflow_failed',
  cancelWorkflow: 'workflow_canceled',
  continueAsNew: 'workflow_continue_as_new',
};

/** It stands near the end: events that come while a task is out are buffered. */
function lastScheduled(events: readonly HistoryEvent[]): HistoryEvent | undefined {
  for (let at = events.length - 1; at >= 0; at -= 1) {
    if (events[at]?.type === 'WorkflowTaskScheduled') return events[at];
  }
  return undefined;
}
