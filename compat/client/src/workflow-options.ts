import type {
  CommonWorkflowOptions,
  Duration,
  PayloadTypeInfo,
  SignalDefinition,
  SignalTypeInfo,
  VersioningOverride,
  WithWorkflowArgs,
  Workflow,
} from '@temporalio/common';
import { toCanonicalString } from '@temporalio/common';
import { msOptionalToTs } from '@temporalio/common/lib/time';
import type { Replace } from '@temporalio/common/lib/type-helpers';
import type { ProtoDuration, ProtoVersioningOverride } from './proto-types';

export * from '@temporalio/common/lib/workflow-options';

/** Options of a start as interceptors see them: durations as protobuf durations, arguments always there. */
export interface CompiledWorkflowOptions extends WithCompiledWorkflowOptions<WorkflowOptions> {
  args: unknown[];
}

export interface WorkflowOptions extends CommonWorkflowOptions {
  /** Names the execution; at most 1,000 characters. Only one run of an id is open at a time. */
  workflowId: string;
  /** Where workers look for it. */
  taskQueue: string;
  /** Whether `result()` goes on with the next run after continue-as-new, a retry or cron. Default true. */
  followRuns?: boolean;
  /** Wait before the first workflow task. A signal ends the wait. Not together with `cronSchedule`. */
  startDelay?: Duration;
  /** Has no meaning here and is warned about. */
  versioningOverride?: VersioningOverride;
  /** Hand the first workflow task to a worker of this process. Needs a NativeConnection shared with it. */
  requestEagerStart?: boolean;
  /** Type information for arguments and result; overrides what the workflow function declares. */
  typeInfo?: PayloadTypeInfo;
}

export type WithCompiledWorkflowOptions<T extends WorkflowOptions> = Replace<
  T,
  {
    workflowExecutionTimeout?: ProtoDuration;
    workflowRunTimeout?: ProtoDuration;
    workflowTaskTimeout?: ProtoDuration;
    startDelay?: ProtoDuration;
    versioningOverride?: ProtoVersioningOverride;
  }
>;

/** Turns durations into protobuf durations. TypeError for text that is no duration. */
export function compileWorkflowOptions<T extends WorkflowOptions>(options: T): WithCompiledWorkflowOptions<T> {
  return {
    ...options,
    workflowExecutionTimeout: msOptionalToTs(options.workflowExecutionTimeout),
    workflowRunTimeout: msOptionalToTs(options.workflowRunTimeout),
    workflowTaskTimeout: msOptionalToTs(options.workflowTaskTimeout),
    startDelay: msOptionalToTs(options.startDelay),
    versioningOverride: compileVersioningOverride(options.versioningOverride),
  };
}

function compileVersioningOverride(override: VersioningOverride | undefined): ProtoVersioningOverride | undefined {
  if (override === undefined) return undefined;
  if (override === 'AUTO_UPGRADE') return { autoUpgrade: true };
  return { pinned: { version: override.pinnedTo }, pinnedVersion: toCanonicalString(override.pinnedTo) };
}

export interface WorkflowUpdateOptions {
  /** Names the update: the same id is carried out once. Default: a random UUID. */
  readonly updateId?: string;
  /** Only for updates addressed by name; a definition carries its own. */
  typeInfo?: PayloadTypeInfo;
}

type SignalWithStartOptions<SignalArgs extends unknown[]> = SignalArgs extends [unknown, ...unknown[]]
  ? WorkflowSignalWithStartOptionsWithArgs<SignalArgs>
  : WorkflowSignalWithStartOptionsWithoutArgs<SignalArgs>;

type SignalTypeInfoOptions = { signalTypeInfo?: never } | { signal: string; signalTypeInfo?: SignalTypeInfo };

export type WorkflowSignalWithStartOptions<SignalArgs extends any[] = []> = SignalWithStartOptions<SignalArgs> &
  SignalTypeInfoOptions;

export interface WorkflowSignalWithStartOptionsWithoutArgs<SignalArgs extends any[]> extends Omit<
  WorkflowOptions,
  'requestEagerStart'
> {
  signal: SignalDefinition<SignalArgs> | string;
  signalArgs?: SignalArgs;
}

export interface WorkflowSignalWithStartOptionsWithArgs<SignalArgs extends any[]> extends Omit<
  WorkflowOptions,
  'requestEagerStart'
> {
  signal: SignalDefinition<SignalArgs> | string;
  signalArgs: SignalArgs;
}

/** Options of `start` and `execute`; `args` is required when the workflow takes arguments. */
export type WorkflowStartOptions<T extends Workflow = Workflow> = WithWorkflowArgs<T, WorkflowOptions>;
