/**
 * One run of a workflow: its state, and the entries the host calls.
 *
 * Owns: commands, pending completions, handlers, conditions and scope of the run. Does not own: time, storage, and when
 * it is entered. Invariants:
 * 1. Nothing thrown by the user's code leaves `activate`, `tryUnblockConditions` or `conclude`; it becomes the task error.
 * 2. The first task error stays; after it no condition is evaluated, and the result of the activation is a failure.
 * 3. Everything the code asks for is in `commands` in the order of the calls.
 */
import type { Duration } from '@temporalio/common';
import type { PayloadTypeInfo } from '@temporalio/common/lib/type-info';
import type { Activation, ActivationResult, Command, SinkCall } from '@perdure/engine';
import { sleep } from '../api/sleep';
import { RootCancellationScope, outsideScopes } from '../cancellation-scope';
import { UnhandledRejectionError } from '../errors';
import type { SdkFlag } from '../flags';
import { composeInterceptors } from '../interceptor-composition';
import type {
  WorkflowInboundCallsInterceptor,
  WorkflowInternalsInterceptor,
  WorkflowOutboundCallsInterceptor,
} from '../interceptors';
import type { WorkflowInfo } from '../workflow-info';
import { activate, activateRest } from './activate';
import { registerBuiltInQueries } from './built-in-queries';
import { Codec } from './codec';
import { Completions } from './completions';
import { conclude } from './conclude';
import { Conditions } from './conditions';
import type { CreateRunOptions, WorkflowRun } from './contract';
import { Handlers } from './handlers';
import { Patches } from './patches';
import { RunRandom } from './random';
import { RunFlags } from './run-flags';

type MainFunction = (...args: unknown[]) => unknown;
type TerminalCommand = Extract<
  Command,
  { kind: 'completeWorkflow' | 'failWorkflow' | 'cancelWorkflow' | 'continueAsNew' }
>;

export class Run implements WorkflowRun {
  readonly options: CreateRunOptions;
  readonly commands: Command[] = [];
  readonly sinkCalls: SinkCall[] = [];
  readonly completions = new Completions();
  readonly conditions = new Conditions();
  readonly handlers = new Handlers();
  readonly patches = new Patches();
  readonly flags = new RunFlags();
  readonly rootScope = new RootCancellationScope();
  readonly interceptors = {
    inbound: [] as WorkflowInboundCallsInterceptor[],
    outbound: [] as WorkflowOutboundCallsInterceptor[],
    internals: [] as WorkflowInternalsInterceptor[],
  };
  /** The next number of each family. */
  readonly nextSeq = { timer: 1, activity: 1, child: 1, signalExternal: 1, cancelExternal: 1 };
  /** Scopes of `setTimeout` calls that have not fired. */
  readonly timeouts = new Map<number, { cancel(): void }>();

  /** Called when the run is put away; interceptors that know Temporal's SDK add to it. */
  readonly workflowSandboxDestructors: (() => void)[] = [];

  /** What `Date.now()` answers. */
  now = 0;
  info!: WorkflowInfo;
  random!: RunRandom;
  codec!: Codec;
  /** The workflow function; undefined while the user's modules are being loaded. */
  main: MainFunction | undefined;
  typeInfo: PayloadTypeInfo | undefined;
  failureExceptionTypes: readonly (new (...args: never[]) => Error)[] = [];
  currentDetails = '';
  cancelRequested = false;
  /** The current activation ended the run. */
  endedNow = false;
  /** Jobs that wait until what the first ones began has settled; histories from before flag 2 have them. */
  restOfActivation: Activation | undefined;
  /** The current activation answers queries. */
  answersQueries = false;
  taskError: { readonly error: unknown } | undefined;

  constructor(options: CreateRunOptions) {
    this.options = options;
    registerBuiltInQueries(this);
  }

  /** Takes what the first activation says. */
  begin(info: WorkflowInfo, randomnessSeed: string): void {
    this.info = info;
    this.codec = new Codec(info.namespace, info.workflowId);
    this.random = new RunRandom(randomnessSeed);
  }

  push(command: Command): void {
    this.commands.push(command);
  }

  /** Asks for the end of the run. */
  end(command: TerminalCommand): void {
    this.push(command);
    this.endedNow = true;
  }

  /** Fails the workflow task; the run stays open. */
  failTask(error: unknown): void {
    this.taskError ??= { error };
  }

  /** Runs something whose errors fail the workflow task. */
  attempt(fn: () => void): void {
    try {
      outsideScopes(fn);
    } catch (error) {
      this.failTask(error);
    }
  }

  /** Evaluates conditions; throws the task error, if there is one. */
  unblockConditions(): number {
    if (this.taskError !== undefined) throw this.taskError.error;
    return this.answersQueries ? 0 : this.conditions.unblock();
  }

  /** A timer of workflow code; here for scopes with a timeout, which timers themselves depend on. */
  sleep(ms: Duration): Promise<void> {
    return sleep(ms);
  }

  /** Whether a replay flag is on: for code that runs for the first time all are, histories say which they have. */
  hasFlag(flag: SdkFlag): boolean {
    return this.flags.has(flag, this.info);
  }

  activate(activation: Activation): void {
    this.attempt(() => activate(this, activation));
  }

  tryUnblockConditions(): number {
    let unblocked = 0;
    this.attempt(() => {
      unblocked = this.unblockConditions();
      if (unblocked === 0 && activateRest(this)) unblocked = 1;
    });
    return unblocked;
  }

  conclude(): ActivationResult {
    return conclude(this);
  }

  reportUnhandledRejection(reason: unknown): void {
    this.failTask(new UnhandledRejectionError(`Unhandled Promise rejection: ${String(reason)}`, reason));
  }

  waitsElsewhere(): boolean {
    if (this.endedNow || this.answersQueries || this.taskError !== undefined) return false;
    const waits = this.completions.any() || this.conditions.any();
    return !waits && (this.handlers.anyRunning() || !this.handlers.anyRegistered());
  }

  dispose(): void {
    composeInterceptors(this.interceptors.internals, 'dispose', () => undefined)({});
    for (const destructor of this.workflowSandboxDestructors.splice(0)) destructor();
  }
}
