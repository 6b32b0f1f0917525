/**
 * A workflow task has been carried out: its commands become events and effects. The ids of command events are known
 * beforehand (completed = started + 1, then one by one), because everything else is buffered while the task is out.
 */
import type { EventBody, WorkflowTaskFailedCause } from '../model/event';
import type { Failure } from '../model/failure';
import type { ResolvedCommand } from '../model/resolved-command';
import type { WorkflowTask } from '../model/task';
import type { Alternative, EagerOffer, Effect, Guard, Transition } from '../model/transition';
import { LIMITS } from '../limits';
import { body, SCHEDULE_TASK } from './body';
import { decideCommand } from './command/rules';
import type { CommandContext } from './command/context';
import { holdsToken } from './guards';
import { attributeGuards } from './search-attributes';

type TaskRef = Pick<WorkflowTask, 'workflowId' | 'runId' | 'token' | 'startedEventId' | 'virtual' | 'attempt'>;

export interface CompletedTask {
  readonly task: TaskRef;
  readonly requestId: string;
  readonly commands: readonly ResolvedCommand[];
  /** Updates handed out with the task: all have been answered. */
  readonly updatesHandled: number;
  readonly queryAnswers: readonly { readonly queryId: string; readonly answer: string }[];
  readonly langUsedFlags?: readonly number[];
  readonly coreUsedFlags?: readonly number[];
  /** Worker whose sandbox stays warm; absent: the next task is for anyone. */
  readonly sticky?: string;
  readonly eager?: EagerOffer;
  /** Another task follows at once: this one is completed before its time is up, and its local activities go on. */
  readonly renews?: boolean;
}

/** What the worker knows of the run. */
export type TaskContext = Omit<CommandContext, 'acceptedHere' | 'closes'>;

/** Indexes of the alternatives. */
export const COMPLETE_OUTCOMES = ['completed', 'unhandled'] as const;

export function completeTask(done: CompletedTask, context: TaskContext): Transition {
  const { task, commands } = done;
  const terminal = commands.length > 0 && TERMINAL.has(commands[commands.length - 1]?.kind ?? '');
  const complete = completedAlternative(done, context, terminal);
  return {
    target: { workflowId: task.workflowId, runId: task.runId },
    dedupe: { kind: 'run', requestId: done.requestId },
    alternatives: terminal ? [complete, unhandledAlternative(done, context.identity)] : [complete],
    eager: done.eager,
  };
}

const TERMINAL: ReadonlySet<string> = new Set<ResolvedCommand['kind']>([
  'completeWorkflow',
  'failWorkflow',
  'cancelWorkflow',
  'continueAsNew',
]);

function completedAlternative(done: CompletedTask, outer: TaskContext, terminal: boolean): Alternative {
  const context: CommandContext = { ...outer, closes: terminal, acceptedHere: new Map() };
  const events: EventBody[] = [completedEvent(done, outer.identity)];
  const effects: Effect[] = [];
  for (const command of done.commands) {
    const decided = decideCommand(command, done.task.startedEventId + 1 + events.length, context);
    events.push(...decided.events);
    effects.push(...decided.effects);
  }
  const write = !leavesNoTrace(done);
  const before: Effect[] = [
    {
      do: 'endTask',
      write,
      updatesHandled: done.updatesHandled,
      sticky: done.sticky ?? '',
      identity: outer.identity,
    },
  ];
  if (write) before.push({ do: 'append', bodies: events.map(body) });
  const answers = done.queryAnswers.map((query): Effect => ({ do: 'answerQuery', ...query }));
  const typed = typeGuards(done);
  return {
    guards: [holdsToken(done.task.token), ...typed, ...(terminal ? [BUFFER_EMPTY] : [])],
    effects: [...before, ...answers, ...effects, ...(terminal ? [] : AFTER), ...(done.renews ? [SCHEDULE_TASK] : [])],
  };
}

const BUFFER_EMPTY: Guard = { is: 'bufferEmpty' };

/** Attributes that this task sets, on this run or on those it starts. */
function typeGuards({ commands }: CompletedTask): readonly Guard[] {
  return commands.flatMap((command) =>
    'searchAttributes' in command && command.searchAttributes ? attributeGuards(command.searchAttributes) : [],
  );
}

/** What arrived meanwhile becomes history; a run that tried to close is open for arrivals again. */
const AFTER: readonly Effect[] = [{ do: 'unset', hash: 'run', fields: ['closing'] }, { do: 'flush' }];

/** A virtual task that only rejected updates was never there (DESIGN section 3). */
function leavesNoTrace(done: CompletedTask): boolean {
  return (
    !done.renews &&
    done.task.virtual &&
    done.task.attempt === 1 &&
    done.commands.every(({ kind }) => kind === 'rejectUpdate')
  );
}

function completedEvent(done: CompletedTask, identity: string): EventBody {
  return {
    type: 'WorkflowTaskCompleted',
    identity,
    langUsedFlags: done.langUsedFlags,
    coreUsedFlags: done.coreUsedFlags,
  };
}

/** Something arrived that the closing code has not seen: the task is done again with it, so nothing is lost. */
function unhandledAlternative(done: CompletedTask, identity: string): Alternative {
  return {
    guards: [holdsToken(done.task.token), ...typeGuards(done)],
    effects: [
      ...failEffects(done.task, { cause: 'UNHANDLED_COMMAND', identity }),
      { do: 'set', hash: 'run', field: 'closing', value: '1' },
      { do: 'flush' },
    ],
  };
}

export interface FailedTask {
  readonly cause: WorkflowTaskFailedCause;
  readonly failure?: Failure;
  readonly identity: string;
}

/** The task could not be carried out; the run stays open and the task comes again, later with each attempt. */
export function failTask(task: TaskRef, requestId: string, failed: FailedTask): Transition {
  return {
    target: { workflowId: task.workflowId, runId: task.runId },
    dedupe: { kind: 'run', requestId },
    alternatives: [
      {
        guards: [holdsToken(task.token)],
        effects: [
          ...failEffects(task, failed),
          { do: 'retryTask', attempt: task.attempt + 1, delayMs: taskRetryDelayMs(task.attempt) },
          { do: 'flush' },
        ],
      },
    ],
  };
}

/** Ends the task; a virtual one leaves no trace. Its sandbox is gone, so nobody is preferred for the next. */
function failEffects(task: TaskRef, failed: FailedTask): readonly Effect[] {
  const { cause, failure, identity } = failed;
  const end: Effect = { do: 'endTask', write: false, updatesHandled: 0, sticky: '', identity };
  if (task.virtual) return [end];
  return [end, { do: 'append', bodies: [body({ type: 'WorkflowTaskFailed', cause, failure, identity })] }];
}

/** The second attempt follows at once, later ones after growing waits. */
export function taskRetryDelayMs(failedAttempt: number): number {
  if (failedAttempt <= 1) return 0;
  return Math.min(LIMITS.taskRetryMaxMs, LIMITS.taskRetryMs * 2 ** (failedAttempt - 2));
}
