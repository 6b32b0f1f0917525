/** Commands of a workflow task in a random plan: effects whose event ids are known in advance. */
import type { Effect } from '../../../src/model/transition';
import type { WorkflowTask } from '../../../src/model/task';
import { append, close, create, event, SCHEDULE, scheduleActivity } from '../suite/build';
import { when } from './pick';
import type { Step } from './plan';

export interface Commands {
  readonly effects: readonly Effect[];
  /** The run that continues this one. */
  readonly successor?: string;
}

/** `b` says which commands (bits), `c` how. */
export function commandsOf(task: WorkflowTask, { b, c }: Step, newRunId: string): Commands {
  const first = task.startedEventId + 2;
  const wanted = (bit: number): boolean => (b & bit) !== 0;
  const activity = scheduleActivity(first, {
    eager: c % 2 === 0,
    priority: 1 + (c % 5),
    startToCloseMs: c % 3 === 0 ? 60_000 : 0,
    heartbeatMs: c % 4 === 0 ? 60_000 : 0,
    taskQueue: c % 7 === 0 ? 'other acts' : 'acts',
  });
  const timerId = wanted(1) ? first + 1 : first;
  const effects = [
    ...when(wanted(1), ...activity),
    ...when(wanted(2), append(event('TimerStarted')), armTimer(timerId, c)),
    ...when(wanted(4), { do: 'send', message: `{"from":"${task.runId}","n":${c}}` }),
    ...when(wanted(8), { do: 'will', key: `child:${c}`, message: `{"will":${c}}` }),
    ...task.queries.map(({ queryId }): Effect => ({ do: 'answerQuery', queryId, answer: '{"ok":true}' })),
    ...task.updates.slice(0, 1).flatMap(({ updateId }) => completeUpdate(updateId, timerId)),
  ];
  if (b % 16 === 15) return { effects: [...effects, append(event('WorkflowExecutionCompleted')), close()] };
  if (b % 16 !== 14) return { effects };
  return { effects: [...effects, ...continueAsNew(task.workflowId, newRunId)], successor: newRunId };
}

function armTimer(id: number, c: number): Effect {
  return { do: 'arm', name: `timer:${id}`, delayMs: c % 2 === 0 ? 1 : 60_000 };
}

function completeUpdate(updateId: string, acceptedEventId: number): Effect[] {
  const completed = event('WorkflowExecutionUpdateCompleted', { updateId, acceptedEventId });
  return [
    append(completed),
    { do: 'moveUpdate', updateId, to: 'completed 1' },
    { do: 'notify', topic: `update:${updateId}`, message: '{"state":"completed"}' },
  ];
}

function continueAsNew(workflowId: string, runId: string): Effect[] {
  return [
    append(event('WorkflowExecutionContinuedAsNew', { newExecutionRunId: runId })),
    close({ status: 'CONTINUED_AS_NEW', final: false }),
    create(workflowId, runId),
    SCHEDULE,
  ];
}
