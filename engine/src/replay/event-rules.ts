import type { EventOf, EventType, HistoryEvent } from '../model/event';
import { withoutTrace } from '../model/trace-header';
import { activityCanceled, activityCompleted, activityFailed, activityStarted, activityTimedOut } from './activity';
import {
  childCanceled,
  childCompleted,
  childFailed,
  childStarted,
  childStartFailed,
  childTerminated,
  childTimedOut,
} from './child';
import type { CommandEventType } from '../history/command-event-types';
import { externalCancelFailed, externalCancelRequested, externalSignaled, externalSignalFailed } from './external';
import type { Run } from './run';
import { initializeJob } from './run-info';
import { timerFired } from './timer';

/** Events that happen to a run; the others record what it asked for. */
type OutsideEventType = Exclude<EventType, CommandEventType>;
type OutsideEvent = Extract<HistoryEvent, { type: OutsideEventType }>;
type Stamped<T extends EventType> = EventOf<T> & Pick<HistoryEvent, 'eventId' | 'timeMs'>;
type EventRule<T extends EventType> = (run: Run, event: Stamped<T>) => void;

const nothing = (): void => {};

const EVENT_RULES = {
  WorkflowExecutionStarted: (run, event) => {
    run.started = event;
    run.jobs.push(initializeJob(run.namespace, event));
  },
  WorkflowExecutionSignaled: (run, event) => {
    const { signalName, input = [], header = {}, identity } = event;
    run.jobs.push({ kind: 'signalWorkflow', signalName, args: input, header: withoutTrace(header), identity });
  },
  WorkflowExecutionCancelRequested: (run, event) => {
    run.jobs.push({ kind: 'cancelWorkflow', reason: event.cause });
  },
  WorkflowExecutionTimedOut: nothing,
  WorkflowExecutionTerminated: nothing,
  WorkflowTaskScheduled: nothing,
  WorkflowTaskStarted: nothing,
  WorkflowTaskCompleted: (run, event) => run.flags.learn(event),
  WorkflowTaskFailed: (run, { cause, newRunId }) => {
    if (cause !== 'RESET_WORKFLOW' || !newRunId) return;
    run.jobs.push({ kind: 'updateRandomSeed', randomnessSeed: newRunId });
  },
  WorkflowTaskTimedOut: nothing,
  ActivityTaskStarted: activityStarted,
  ActivityTaskCompleted: activityCompleted,
  ActivityTaskFailed: activityFailed,
  ActivityTaskTimedOut: activityTimedOut,
  ActivityTaskCanceled: activityCanceled,
  TimerFired: timerFired,
  StartChildWorkflowExecutionFailed: childStartFailed,
  ChildWorkflowExecutionStarted: childStarted,
  ChildWorkflowExecutionCompleted: childCompleted,
  ChildWorkflowExecutionFailed: childFailed,
  ChildWorkflowExecutionCanceled: childCanceled,
  ChildWorkflowExecutionTimedOut: childTimedOut,
  ChildWorkflowExecutionTerminated: childTerminated,
  SignalExternalWorkflowExecutionFailed: externalSignalFailed,
  ExternalWorkflowExecutionSignaled: externalSignaled,
  RequestCancelExternalWorkflowExecutionFailed: externalCancelFailed,
  ExternalWorkflowExecutionCancelRequested: externalCancelRequested,
} satisfies { [T in OutsideEventType]: EventRule<T> };

/** Takes in one event that no command asked for. */
export function applyEvent(run: Run, event: OutsideEvent): void {
  const rule = EVENT_RULES[event.type] as (run: Run, event: OutsideEvent) => void;
  rule(run, event);
}
