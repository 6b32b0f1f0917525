/** What becomes of a workflow task that was played: one transition. */
import { completeTask, type TaskContext } from '../decide/complete-task';
import { holdsToken } from '../decide/guards';
import { attributeProblem, typeConflict } from '../decide/search-attributes';
import { terminateEffects } from '../decide/terminate';
import { LIMITS } from '../limits';
import type { WorkflowTaskFailedCause } from '../model/event';
import type { Failure } from '../model/failure';
import { newId, shortId } from '../model/ids';
import { commandBytesOverLimit } from '../model/payload-size';
import { reservedKind } from '../model/reserved-ids';
import type { ResolvedCommand } from '../model/resolved-command';
import type { WorkflowTask } from '../model/task';
import type { ApplyResult, EagerOffer, Transition } from '../model/transition';
import type { Namespace } from '../namespace/namespace';
import type { TaskOutcome } from '../replay/run-machine';
import type { CachedRun } from './run-cache';
import { TaskFailed } from './task-failure';

export interface CompletionOptions {
  readonly namespace: Namespace;
  readonly identity: string;
  /** The worker's name for sticky queues; undefined when nothing is kept warm, or not any more. */
  readonly sticky: () => string | undefined;
}

/** Whether another task follows at once, because local activities have not ended, and for whom. */
export type TaskEnd = 'done' | 'renew' | 'hand over';

/** The transition that carries out what a task asked for. */
export function completion(
  options: CompletionOptions,
  run: CachedRun,
  task: WorkflowTask,
  outcome: TaskOutcome,
  offer: EagerOffer | undefined,
  end: TaskEnd = 'done',
): Transition {
  if (overLimit(task, outcome)) return tooLong(options, task);
  checkCommands(outcome.commands, options.namespace.maxPayloadBytes);
  return completeTask(
    {
      task,
      requestId: shortId(),
      commands: outcome.commands,
      updatesHandled: task.updates.length,
      queryAnswers: outcome.queryAnswers.map(({ queryId, answer }) => ({ queryId, answer: JSON.stringify(answer) })),
      langUsedFlags: outcome.usedFlags?.langUsedFlags,
      coreUsedFlags: outcome.usedFlags?.coreUsedFlags,
      sticky: end === 'hand over' ? undefined : options.sticky(),
      eager: offer,
      renews: end !== 'done',
    },
    commandContext(options, run, outcome.commands),
  );
}

/** Ends the run because its code and its history have parted, instead of trying again and again. */
export function failedRun(
  options: CompletionOptions,
  run: Pick<CachedRun, 'started' | 'searchAttributes'>,
  task: WorkflowTask,
  failure: Failure,
): Transition {
  const commands = [{ kind: 'failWorkflow', failure } as const];
  const done = { task, requestId: shortId(), commands, updatesHandled: 0, queryAnswers: [] };
  return completeTask(done, commandContext(options, run, commands));
}

function commandContext(
  { namespace, identity }: CompletionOptions,
  run: Pick<CachedRun, 'started' | 'searchAttributes'>,
  commands: readonly ResolvedCommand[],
): TaskContext {
  return {
    namespace: namespace.store.namespace,
    started: run.started,
    runStartMs: run.started.timeMs,
    nowMs: namespace.clock.nowMs(),
    identity,
    retentionMs: namespace.retentionMs(),
    searchAttributes: commands.reduce(
      (all, command) => (command.kind === 'upsertSearchAttributes' ? { ...all, ...command.searchAttributes } : all),
      run.searchAttributes,
    ),
    newId,
  };
}

/** What one task may ask for (invariant 11): refused before anything is written, and the task fails with the reason. */
function checkCommands(commands: readonly ResolvedCommand[], maxPayloadBytes: number): void {
  if (commands.length > LIMITS.commandsPerTask) {
    throw refused(
      'WORKFLOW_WORKER_UNHANDLED_FAILURE',
      `The workflow asked for ${commands.length} things in one workflow task, at most ${LIMITS.commandsPerTask} are ` +
        'allowed: start them in smaller groups, or spread them over child workflows',
    );
  }
  for (const command of commands) {
    checkAttributes(command);
    checkTarget(command);
    const bytes = commandBytesOverLimit(command, maxPayloadBytes);
    if (bytes === undefined) continue;
    throw refused(
      'PAYLOADS_TOO_LARGE',
      `The command ${command.kind} has ${bytes} bytes, at most ${maxPayloadBytes} are allowed: store large data elsewhere ` +
        'and pass a reference to it, compress it with a payload codec, or raise maxPayloadBytes of the connection',
    );
  }
}

/** Attributes that cannot be stored; whether their types are those of the shard, the store says. */
function checkAttributes(command: ResolvedCommand): void {
  if (!('searchAttributes' in command) || !command.searchAttributes) return;
  const problem = attributeProblem(command.searchAttributes);
  if (problem) throw refused('BAD_SEARCH_ATTRIBUTES', `BadSearchAttributes: ${problem}`);
}

/** Ids that belong to what is no workflow: an activity, a schedule. */
function checkTarget(command: ResolvedCommand): void {
  if (!('workflowId' in command) || reservedKind(command.workflowId) === undefined) return;
  throw refused(
    'WORKFLOW_WORKER_UNHANDLED_FAILURE',
    `The command ${command.kind} names "${command.workflowId}", which is no workflow: choose another workflow id`,
  );
}

/** Fails the task whose attributes have other types than the shard knows; nothing of it was written. */
export function checkTypes(transition: Transition, result: ApplyResult): void {
  const conflict = typeConflict(transition, result);
  if (conflict) throw refused('BAD_SEARCH_ATTRIBUTES', `BadSearchAttributes: ${conflict}`);
}

function refused(cause: WorkflowTaskFailedCause, message: string): TaskFailed {
  return new TaskFailed({ message, source: 'Server', info: { kind: 'application', type: cause } }, cause);
}

export function closes(outcome: TaskOutcome): boolean {
  const kind = outcome.commands.at(-1)?.kind;
  return (
    kind === 'completeWorkflow' || kind === 'failWorkflow' || kind === 'cancelWorkflow' || kind === 'continueAsNew'
  );
}

/** As decide/complete-task has it: only rejections, so the store forgot the task. */
export function leftNoTrace(task: WorkflowTask, outcome: TaskOutcome): boolean {
  return task.virtual && task.attempt === 1 && outcome.commands.every(({ kind }) => kind === 'rejectUpdate');
}

function overLimit(task: WorkflowTask, outcome: TaskOutcome): boolean {
  return task.startedEventId + outcome.commands.length > LIMITS.historyEvents && !closes(outcome);
}

/** A run that never continues as new is ended before its history can no longer be replayed. */
function tooLong(options: CompletionOptions, task: WorkflowTask): Transition {
  const effects = terminateEffects({
    reason: 'Workflow history count exceeds limit.',
    identity: options.identity,
    retentionMs: options.namespace.retentionMs(),
  });
  return {
    target: { workflowId: task.workflowId, runId: task.runId },
    alternatives: [{ guards: [holdsToken(task.token)], effects }],
  };
}
