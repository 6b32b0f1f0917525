/** What is told of one attempt of an activity: metrics and its span. */
import type { Attributes, Span } from '@opentelemetry/api';
import { isStandalone } from '../model/reserved-ids';
import type { ActivityTask } from '../model/task';
import type { ActivityOutcome } from '../worker/contract';
import { currentMetrics, type MetricName } from './metrics';
import { loadApi } from './open-telemetry';
import {
  activeTracer,
  ATTRIBUTES,
  baggageContext,
  endFailed,
  parentContext,
  tracedElsewhere,
  withSpan,
} from './tracer';
import type { TaskPlace } from './workflow-task-spans';

/** Runs an attempt, with its span as the active one, and tells how it went. */
export function watchedActivity(
  place: TaskPlace,
  task: ActivityTask,
  run: () => Promise<ActivityOutcome>,
): Promise<ActivityOutcome> {
  const listens = currentMetrics() !== undefined || activeTracer() !== undefined;
  return listens ? watched(place, task, run) : run();
}

async function watched(
  place: TaskPlace,
  task: ActivityTask,
  run: () => Promise<ActivityOutcome>,
): Promise<ActivityOutcome> {
  const begunMs = performance.now();
  const labels = labelsOf(place, task);
  const names = task.isLocal ? LOCAL : POLLED;
  record(names.received, 1, labels);
  if (!task.isLocal) {
    record('activity_schedule_to_start_latency', task.startedMs - task.attemptScheduledMs, labels);
  }
  const span = beginSpan(place, task);
  const outcome = await (span ? withSpan(span, run, baggageContext(task.scheduled.header)) : run());
  record(names.latency, performance.now() - begunMs, labels);
  if (outcome.status === 'failed' && !isBenign(outcome)) record(names.failed, 1, labels);
  if (outcome.status === 'cancelled') record(names.cancelled, 1, labels);
  if (outcome.status === 'completed') record(names.success, place.clock.nowMs() - task.scheduled.timeMs, labels);
  if (span) endSpan(span, outcome);
  return outcome;
}

const POLLED = {
  received: 'activity_task_received',
  latency: 'activity_execution_latency',
  failed: 'activity_execution_failed',
  cancelled: 'activity_execution_cancelled',
  success: 'activity_succeed_endtoend_latency',
} as const satisfies Record<string, MetricName>;

const LOCAL = {
  received: 'local_activity_total',
  latency: 'local_activity_execution_latency',
  failed: 'local_activity_execution_failed',
  cancelled: 'local_activity_execution_cancelled',
  success: 'local_activity_succeed_endtoend_latency',
} as const satisfies Record<keyof typeof POLLED, MetricName>;

function record(name: MetricName, value: number, labels: Record<string, string>): void {
  currentMetrics()?.record(name, value, labels);
}

function labelsOf(place: TaskPlace, { workflowType, scheduled }: ActivityTask): Record<string, string> {
  const labels = { namespace: place.namespace, task_queue: place.taskQueue, activity_type: scheduled.activityType };
  return workflowType ? { ...labels, workflow_type: workflowType } : labels;
}

function beginSpan(place: TaskPlace, task: ActivityTask): Span | undefined {
  const tracer = activeTracer();
  const { header, activityType } = task.scheduled;
  if (!tracer || tracedElsewhere(header)) return undefined;
  const { context, SpanKind } = loadApi();
  const options = { kind: task.isLocal ? SpanKind.INTERNAL : SpanKind.CONSUMER, attributes: attributesOf(place, task) };
  // A local activity runs inside its workflow task, whose span is the active one.
  const parent = task.isLocal ? context.active() : parentContext(header);
  return tracer.startSpan(`RunActivity:${activityType}`, options, parent);
}

function attributesOf(place: TaskPlace, task: ActivityTask): Attributes {
  return {
    ...(!isStandalone(task) && { [ATTRIBUTES.workflowId]: task.workflowId }),
    [ATTRIBUTES.runId]: task.runId,
    [ATTRIBUTES.activityId]: task.scheduled.activityId,
    [ATTRIBUTES.namespace]: place.namespace,
    [ATTRIBUTES.taskQueue]: place.taskQueue,
    [ATTRIBUTES.attempt]: task.attempt,
  };
}

/** A failure its activity calls part of normal life. */
function isBenign({ failure }: Extract<ActivityOutcome, { status: 'failed' }>): boolean {
  return failure.info?.kind === 'application' && failure.info.category === 'BENIGN';
}

function endSpan(span: Span, outcome: ActivityOutcome): void {
  if (outcome.status === 'failed' && !isBenign(outcome)) endFailed(span, new Error(outcome.failure.message));
  else span.end();
}
