import type {
  CommonWorkflowOptions,
  Duration,
  HandlerUnfinishedPolicy,
  InitialVersioningBehavior,
  QueryDefinition,
  SearchAttributePair,
  SearchAttributes,
  SignalDefinition,
  TypedSearchAttributes,
  UpdateDefinition,
  VersioningIntent,
} from '@temporalio/common';
import type { PayloadTypeInfo } from '@temporalio/common/lib/type-info';
import type { EventGroupMarker } from './event-groups';
import type { ChildWorkflowCancellationType, ParentClosePolicy } from './policies';

export { ContinueAsNew } from './continue-as-new-error';
export { ChildWorkflowCancellationType, ParentClosePolicy } from './policies';
export type {
  ParentWorkflowInfo,
  RootWorkflowInfo,
  UnsafeRandomSource,
  UnsafeWorkflowInfo,
  WorkflowInfo,
} from './workflow-info';
export type {
  EnhancedStackTrace,
  StackTrace,
  StackTraceFileLocation,
  StackTraceFileSlice,
  StackTraceSDKInfo,
} from './stack-trace';
export type { UpdateInfo } from './update-scope';

/** What the next run is started with. Anything unset is taken from the current run where Temporal does so. */
export interface ContinueAsNewOptions {
  workflowType?: string;
  taskQueue?: string;
  workflowRunTimeout?: Duration;
  workflowTaskTimeout?: Duration;
  /** Wait before the first task of the next run. */
  backoffStartInterval?: Duration;
  memo?: Record<string, unknown>;
  /** @deprecated Use `typedSearchAttributes`. */
  searchAttributes?: SearchAttributes;
  typedSearchAttributes?: SearchAttributePair[] | TypedSearchAttributes;
  /** @deprecated Accepted and ignored: there are no build ids. */
  versioningIntent?: VersioningIntent;
  /** Accepted and ignored: there are no worker deployments. */
  initialVersioningBehavior?: InitialVersioningBehavior;
  typeInfo?: Pick<PayloadTypeInfo, 'inputTypes'>;
  eventGroups?: EventGroupMarker[];
}

/** How a child is started. Unset: a new id, the parent's task queue, no retries, no timeouts. */
export interface ChildWorkflowOptions extends Omit<CommonWorkflowOptions, 'workflowIdConflictPolicy'> {
  typeInfo?: PayloadTypeInfo;
  workflowId?: string;
  taskQueue?: string;
  /** Default WAIT_CANCELLATION_COMPLETED. */
  cancellationType?: ChildWorkflowCancellationType;
  /** Default TERMINATE. */
  parentClosePolicy?: ParentClosePolicy;
  /** @deprecated Accepted and ignored: there are no build ids. */
  versioningIntent?: VersioningIntent;
  eventGroups?: EventGroupMarker[];
}

/** Child options after the defaults were filled in. */
export type RequiredChildWorkflowOptions = Required<Pick<ChildWorkflowOptions, 'workflowId' | 'cancellationType'>> & {
  args: unknown[];
};
export type ChildWorkflowOptionsWithDefaults = ChildWorkflowOptions & RequiredChildWorkflowOptions;

/** The function that fits a signal, query or update definition. */
export type Handler<
  Ret,
  // The definitions of `@temporalio/common` are generic over any[].

  Args extends any[],
  T extends UpdateDefinition<Ret, Args> | SignalDefinition<Args> | QueryDefinition<Ret, Args>,
> =
  T extends UpdateDefinition<infer R, infer A>
    ? (...args: A) => R | Promise<R>
    : T extends SignalDefinition<infer A>
      ? (...args: A) => void | Promise<void>
      : T extends QueryDefinition<infer R, infer A>
        ? (...args: A) => R
        : never;

/** Receives every signal that has no handler of its own. */
export type DefaultSignalHandler = (signalName: string, ...args: unknown[]) => void | Promise<void>;
/** Receives every update that has no handler of its own. */
export type DefaultUpdateHandler = (updateName: string, ...args: unknown[]) => Promise<unknown> | unknown;
/** Answers every query that has no handler of its own. */
export type DefaultQueryHandler = (queryName: string, ...args: unknown[]) => unknown;

/** Refuses an update by throwing. It is synchronous and must not change the workflow's state. */

export type UpdateValidator<Args extends any[]> = (...args: Args) => void;

export type QueryHandlerOptions = { description?: string };
export type SignalHandlerOptions = { description?: string; unfinishedPolicy?: HandlerUnfinishedPolicy };

export type UpdateHandlerOptions<Args extends any[]> = {
  validator?: UpdateValidator<Args>;
  description?: string;
  /** Default WARN_AND_ABANDON. */
  unfinishedPolicy?: HandlerUnfinishedPolicy;
};
