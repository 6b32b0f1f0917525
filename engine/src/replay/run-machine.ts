import { EngineError } from '../errors';
import type { Activation, Job } from '../model/activation';
import type { Command, CommandOf } from '../model/command';
import type { HistoryEvent, UpdateRequest } from '../model/event';
import type { LocalActivityEnd, LocalActivityWork } from '../model/local-activity';
import type { ResolvedCommand } from '../model/resolved-command';
import type { QueryRequest } from '../model/task';
import { withoutTrace } from '../model/trace-header';
import { isCommandEvent } from '../history/command-event-types';
import { applyCommand } from './command-rules';
import { applyEvent } from './event-rules';
import { CORE_FLAGS } from './flags';
import type { UsedFlags } from './flags';
import { invariant } from '../invariant';
import { orderJobs } from './job-order';
import {
  announceLocalEnds,
  localActivityEnded,
  replayNextLocalEnd,
  runningLocally,
  takeLocalWork,
  wantLocalActivities,
} from './local-activity';
import { matchEnd, matchEvent } from './match';
import { announcePatches } from './patch';
import { createRun } from './run';
import type { Run } from './run';
import { settledEvents, splitTasks } from './split-tasks';
import type { StartedTask, TaskEvents } from './split-tasks';
import { deliverUpdate } from './update';

/** One workflow task as the store hands it out. */
export interface TaskInput {
  readonly runId: string;
  readonly namespace: string;
  /**
   * Up to this task's WorkflowTaskStarted: from the first event, or from the WorkflowTaskCompleted of the task this
   * machine played last. Events it has seen are passed over.
   */
  readonly events: readonly HistoryEvent[];
  /** Admitted, not yet accepted. */
  readonly updates: readonly UpdateRequest[];
  /** Answered after everything else. */
  readonly queries: readonly QueryRequest[];
}

/** A history on its own: what is to be replayed when nothing is waiting for an answer. */
export interface HistoryInput {
  readonly runId: string;
  readonly namespace: string;
  /** From the first event. Ids of an imported history may have gaps. */
  readonly events: readonly HistoryEvent[];
}

/** A query without a workflow task. */
export interface QueryInput {
  readonly runId: string;
  readonly namespace: string;
  /** The whole history; empty when this machine has played the last task. */
  readonly events: readonly HistoryEvent[];
  readonly query: QueryRequest;
}

export interface QueryAnswer {
  readonly queryId: string;
  readonly answer: CommandOf<'queryResponse'>['answer'];
}

/** What a workflow task brought. */
export interface TaskOutcome {
  readonly commands: readonly ResolvedCommand[];
  readonly queryAnswers: readonly QueryAnswer[];
  /** What this task's WorkflowTaskCompleted has to record; absent when the history has it. */
  readonly usedFlags?: UsedFlags;
}

/**
 * What stands between the history of one run and its workflow code.
 *
 *     machine.feed(task)
 *     for (let a = machine.next(); a; a = machine.next()) machine.submit(await commandsOf(a))
 *     const { commands, queryAnswers } = machine.finish()
 *
 * While local activities run, the task goes on: `takeLocalWork()` says what to begin, `localEnded(...)` how one ended,
 * and `next()` then has an activation again.
 *
 * It is kept as long as the sandbox of the run. After any error, and when a task it was fed is not completed, it is of
 * no use any more: drop it together with the sandbox and replay.
 */
export interface RunMachine {
  feed(task: TaskInput): void;
  feedQuery(input: QueryInput): void;
  /** Plays a whole history; a task that it leaves open is run, and what it asks for is dropped. */
  feedHistory(input: HistoryInput): void;
  /** The next activation to run; undefined when the task is done. Throws NondeterminismError. */
  next(): Activation | undefined;
  /** Commands of the activation that `next` handed out. */
  submit(commands: readonly Command[]): void;
  /** What the worker has to begin and to stop, once for each; asked when `next` has nothing. */
  takeLocalWork(): LocalActivityWork;
  /** Local activities the code waits for; 0 when it has ended the run. */
  readonly localRunning: number;
  /** Commands of this task so far. */
  readonly commandCount: number;
  /** Answers to queries wait to be sent. */
  readonly hasAnswers: boolean;
  /** One that `takeLocalWork` named has ended. */
  localEnded(end: LocalActivityEnd): void;
  finish(): TaskOutcome;
}

type Purpose = 'task' | 'query' | 'history';
type Phase =
  | { readonly at: 'idle' }
  | { readonly at: 'playing'; readonly purpose: Purpose }
  | { readonly at: 'waiting'; readonly purpose: Purpose; readonly forAnswers: boolean }
  | { readonly at: 'done'; readonly purpose: Purpose }
  | { readonly at: 'broken' };

export function createRunMachine(): RunMachine {
  return new Machine();
}

/**
 * Owns the order in which events, activations and commands of one run are played. Invariants:
 * 1. Every event is played once, in order, without gaps (imported histories: without events that say nothing).
 * 2. A workflow task is over when its jobs have run out; only then are its commands sealed.
 * 3. The commands of a task are matched before anything that happened after it reaches the code.
 * 4. Queries come last and alone.
 */
class Machine implements RunMachine {
  private phase: Phase = { at: 'idle' };
  private run: Run | undefined;
  private tasks: TaskEvents[] = [];
  private updates: readonly UpdateRequest[] = [];
  private queries: readonly QueryRequest[] = [];
  private answers: QueryAnswer[] = [];
  private lastEventId = 0;
  private started: StartedTask | undefined;
  private unsealed = false;
  /** The last task sent nothing that would be recorded, so the store may have dropped it. */
  private leftNoTrace = false;

  feed(task: TaskInput): void {
    invariant(task.events.at(-1)?.type === 'WorkflowTaskStarted', 'a task ends with its WorkflowTaskStarted event');
    this.begin('task', task, splitTasks(this.unseen(task.events)), task.queries);
    this.updates = task.updates;
  }

  feedQuery(input: QueryInput): void {
    this.begin('query', input, splitTasks(settledEvents(this.unseen(input.events))), [input.query]);
    if (this.lastEventId > 0 || this.tasks.length > 0) return;
    this.phase = { at: 'broken' };
    throw new EngineError('QUERY_FAILED', 'The workflow has not completed its first task yet: query it again later.');
  }

  feedHistory({ runId, namespace, events }: HistoryInput): void {
    const open = events.at(-1)?.type === 'WorkflowTaskStarted';
    this.begin('history', { runId, namespace }, splitTasks(open ? events : settledEvents(events)), []);
  }

  next(): Activation | undefined {
    return this.guarded(() => {
      invariant(this.phase.at === 'playing', `next() while ${this.phase.at}`);
      const { run, phase } = { run: this.theRun(), phase: this.phase };
      while (run.jobs.length === 0 && !replayNextLocalEnd(run)) {
        this.seal(run);
        const task = this.tasks.shift();
        if (!task) break;
        this.play(run, task, phase.purpose);
      }
      const forAnswers = run.jobs.length === 0;
      const jobs = forAnswers ? this.queryJobs() : orderJobs(run.jobs.splice(0));
      this.phase = jobs.length > 0 ? { ...phase, at: 'waiting', forAnswers } : { ...phase, at: 'done' };
      return jobs.length > 0 ? this.activation(run, jobs, forAnswers) : undefined;
    });
  }

  submit(commands: readonly Command[]): void {
    this.guarded(() => {
      invariant(this.phase.at === 'waiting', `submit() while ${this.phase.at}`);
      const { purpose, forAnswers } = this.phase;
      this.phase = { at: 'playing', purpose };
      for (const command of commands) {
        if (forAnswers) this.answer(command);
        else applyCommand(this.theRun(), command);
      }
    });
  }

  takeLocalWork(): LocalActivityWork {
    invariant(this.phase.at === 'done', `takeLocalWork() while ${this.phase.at}`);
    return takeLocalWork(this.theRun());
  }

  get localRunning(): number {
    const run = this.theRun();
    return run.queue.endsRun ? 0 : runningLocally(run);
  }

  get commandCount(): number {
    return this.theRun().queue.commands().length;
  }

  get hasAnswers(): boolean {
    return this.answers.length > 0;
  }

  localEnded(end: LocalActivityEnd): void {
    this.guarded(() => {
      invariant(this.phase.at === 'done', `localEnded() while ${this.phase.at}`);
      localActivityEnded(this.theRun(), end);
      this.unsealed = true;
      this.phase = { at: 'playing', purpose: this.phase.purpose };
    });
  }

  finish(): TaskOutcome {
    return this.guarded(() => {
      invariant(this.phase.at === 'done', `finish() while ${this.phase.at}`);
      const { purpose } = this.phase;
      this.phase = { at: 'idle' };
      const queryAnswers = this.answers;
      this.answers = [];
      if (purpose !== 'task') return { commands: [], queryAnswers };
      const { queue, flags } = this.theRun();
      const commands = queue.commands();
      queue.forgetEventless();
      this.leftNoTrace = queue.first === undefined;
      return { commands, queryAnswers, usedFlags: flags.missing() };
    });
  }

  private begin(
    purpose: Purpose,
    { runId, namespace }: { readonly runId: string; readonly namespace: string },
    tasks: readonly TaskEvents[],
    queries: readonly QueryRequest[],
  ): void {
    invariant(this.phase.at === 'idle', `a task was fed while ${this.phase.at}`);
    this.run ??= createRun(runId, namespace);
    invariant(this.run.runId === runId, `fed with run ${runId} but plays ${this.run.runId}`);
    this.tasks = [...tasks];
    this.queries = queries;
    this.updates = [];
    this.phase = { at: 'playing', purpose };
  }

  /** A task that was virtual and only rejected updates is forgotten by the store, and its two ids are given out again. */
  private unseen(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
    const first = events[0]?.eventId;
    if (this.leftNoTrace && first !== undefined && first <= this.lastEventId) this.lastEventId -= 2;
    return events.filter((event) => event.eventId > this.lastEventId);
  }

  private play(run: Run, task: TaskEvents, purpose: Purpose): void {
    this.leftNoTrace = false;
    run.replaying = task.completed !== undefined || purpose === 'query' || !task.started;
    this.playEvents(run, task.events, purpose);
    this.unsealed = true;
    if (!task.started) {
      // No task was recorded that would have told the code of these events.
      if (purpose === 'history') run.jobs.splice(0);
      return;
    }
    this.started = task.started;
    run.timeMs = Math.max(run.timeMs, task.started.timeMs);
    if (task.completed) return this.lookAhead(run, task.completed);
    for (const update of this.updates) deliverUpdate(run, update);
    if (!run.replaying) wantLocalActivities(run);
  }

  private playEvents(run: Run, events: readonly HistoryEvent[], purpose: Purpose): void {
    let completedEventId: number | undefined;
    for (let index = 0; index < events.length; index += 1) {
      const event = this.inOrder(events[index]!, purpose);
      if (isCommandEvent(event)) {
        const next = events[index + 1];
        if (matchEvent(run, event, next) !== 'skip with next') continue;
        this.inOrder(next!, purpose);
        index += 1;
        continue;
      }
      if (completedEventId !== undefined) matchEnd(run, completedEventId);
      completedEventId = event.type === 'WorkflowTaskCompleted' ? event.eventId : undefined;
      applyEvent(run, event);
    }
    if (completedEventId !== undefined) matchEnd(run, completedEventId);
  }

  private inOrder(event: HistoryEvent, purpose: Purpose): HistoryEvent {
    const next = this.lastEventId + 1;
    const inPlace = purpose === 'history' ? event.eventId >= next : event.eventId === next;
    invariant(inPlace, `event ${event.eventId} follows event ${this.lastEventId}`);
    this.lastEventId = event.eventId;
    return event;
  }

  /** What the code did in a recorded task decides what it is told in that task: its flags, patches and updates. */
  private lookAhead(run: Run, { event, commandEvents }: NonNullable<TaskEvents['completed']>): void {
    run.flags.learn(event);
    announcePatches(run, commandEvents);
    announceLocalEnds(run, commandEvents);
    for (const recorded of commandEvents) {
      if (recorded.type === 'WorkflowExecutionUpdateAccepted') deliverUpdate(run, recorded.request);
    }
  }

  private seal(run: Run): void {
    if (this.unsealed) run.queue.seal(!run.replaying || run.flags.has(CORE_FLAGS.moveTerminalCommands));
    this.unsealed = false;
  }

  private queryJobs(): readonly Job[] {
    const jobs = this.queries.map((query): Job => {
      return { kind: 'queryWorkflow', ...query, header: withoutTrace(query.header) };
    });
    this.queries = [];
    return jobs;
  }

  private activation(run: Run, jobs: readonly Job[], forAnswers: boolean): Activation {
    const { started } = this;
    return {
      runId: run.runId,
      timestampMs: run.timeMs,
      isReplaying: run.replaying || forAnswers,
      historyLength: started?.eventId ?? 0,
      historySizeBytes: started?.historySizeBytes ?? 0,
      continueAsNewSuggested: started?.suggestContinueAsNew ?? false,
      ...(run.replaying && run.flags.older),
      jobs,
    };
  }

  private answer(command: Command): void {
    invariant(command.kind === 'queryResponse', `a query handler issued ${command.kind}`);
    const { queryId, answer } = command;
    this.answers.push({ queryId, answer });
  }

  private theRun(): Run {
    invariant(this.run, 'nothing was fed yet');
    return this.run;
  }

  private guarded<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      this.phase = { at: 'broken' };
      throw error;
    }
  }
}
