import type { Context as ActivityContext } from '@perdure/activity';
import type { Headers, MetricTags, Next } from '@temporalio/common';
import type { ClientInterceptors } from './client-types';

export type { Headers, Next };

/** Makes the interceptors of one activity execution. */
export type ActivityInterceptorsFactory = (ctx: ActivityContext) => ActivityInterceptors;

/** Interceptors of one activity execution; either side may be left out. */
export interface ActivityInterceptors {
  inbound?: ActivityInboundCallsInterceptor;
  outbound?: ActivityOutboundCallsInterceptor;
}

/** Around the activity function. */
export interface ActivityInboundCallsInterceptor {
  /** Runs the activity: `next(input)` calls the following interceptor, the last one the function. */
  execute?: (input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>) => Promise<unknown>;
}

/** What an activity is called with. */
export interface ActivityExecuteInput {
  readonly args: unknown[];
  readonly headers: Headers;
}

/** Around what the activity asks of its context. */
export interface ActivityOutboundCallsInterceptor {
  /** Changes the attributes of every log line of the activity. */
  getLogAttributes?: (
    input: GetLogAttributesInput,
    next: Next<ActivityOutboundCallsInterceptor, 'getLogAttributes'>,
  ) => Record<string, unknown>;
  /** Changes the tags of every metric of the activity. */
  getMetricTags?: (
    input: GetMetricTagsInput,
    next: Next<ActivityOutboundCallsInterceptor, 'getMetricTags'>,
  ) => MetricTags;
}

/** Attributes so far. */
export type GetLogAttributesInput = Record<string, unknown>;
/** Tags so far. */
export type GetMetricTagsInput = MetricTags;

/**
 * Makes an inbound interceptor.
 * @deprecated Use {@link WorkerInterceptors.activity}.
 */
export type ActivityInboundCallsInterceptorFactory = (ctx: ActivityContext) => ActivityInboundCallsInterceptor;

/** Interceptors of a worker. */
export interface WorkerInterceptors {
  /**
   * For the client that activities get from `getClient()`.
   * @experimental
   */
  client?: ClientInterceptors;
  /** One factory for each; the first is the outermost. */
  activity?: ActivityInterceptorsFactory[];
  /** @deprecated Use {@link activity}. They come before it. */
  activityInbound?: ActivityInboundCallsInterceptorFactory[];
  /** Nexus is not supported: never called, with a warning. */
  nexus?: NexusInterceptorsFactory[];
  /** Modules of the bundle that export `interceptors`. */
  workflowModules?: string[];
}

/** Interceptors with defaults, the deprecated form folded in. */
export interface CompiledWorkerInterceptors {
  client: ClientInterceptors;
  activity: ActivityInterceptorsFactory[];
  nexus: NexusInterceptorsFactory[];
  workflowModules: string[];
}

/** Makes interceptors of a Nexus operation; for the types only. */
export type NexusInterceptorsFactory = (ctx: any) => NexusInterceptors;
/** For the types only. */
export type NexusInterceptors = { inbound?: NexusInboundCallsInterceptor; outbound?: NexusOutboundCallsInterceptor };
/** For the types only. */
export type NexusInboundCallsInterceptor = {
  startOperation?: (
    input: NexusStartOperationInput,
    next: Next<NexusInboundCallsInterceptor, 'startOperation'>,
  ) => Promise<NexusStartOperationOutput>;
  cancelOperation?: (
    input: NexusCancelOperationInput,
    next: Next<NexusInboundCallsInterceptor, 'cancelOperation'>,
  ) => Promise<void>;
};
/** For the types only. */
export interface NexusStartOperationInput {
  readonly ctx: any;
  readonly input: unknown;
}
/** For the types only. */
export interface NexusStartOperationOutput {
  readonly result: any;
}
/** For the types only. */
export interface NexusCancelOperationInput {
  readonly ctx: any;
  readonly token: string;
}
/** For the types only. */
export type NexusOutboundCallsInterceptor = {
  getLogAttributes?: (
    input: GetLogAttributesInput,
    next: Next<NexusOutboundCallsInterceptor, 'getLogAttributes'>,
  ) => Record<string, unknown>;
  getMetricTags?: (input: GetMetricTagsInput, next: Next<NexusOutboundCallsInterceptor, 'getMetricTags'>) => MetricTags;
};
