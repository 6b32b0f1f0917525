/**
 * Spans and metrics of a client's calls, put around the client. A call without listeners is passed on as it is.
 *
 * 1. A span's context goes into the header of what is asked for, so that whoever carries it out continues the trace.
 * 2. What user code has given is never changed: requests are copied.
 */
import type { Attributes, SpanKind, Tracer } from '@opentelemetry/api';
import type { EngineClient } from '../client/contract';
import type { StandaloneClient } from '../client/standalone/contract';
import type { PayloadMap } from '../model/payload';
import { measured } from './requests';
import { loadApi } from './open-telemetry';
import { activeTracer, ATTRIBUTES, endFailed, tracedElsewhere, withSpan, withTrace } from './tracer';

/** Operations of Temporal's service, by method; one that is not here is called by its own name. */
const OPERATIONS: Readonly<Record<string, string>> = {
  start: 'StartWorkflowExecution',
  signalWithStart: 'SignalWithStartWorkflowExecution',
  updateWithStart: 'ExecuteMultiOperation',
  signal: 'SignalWorkflowExecution',
  requestCancel: 'RequestCancelWorkflowExecution',
  terminate: 'TerminateWorkflowExecution',
  forget: 'DeleteWorkflowExecution',
  query: 'QueryWorkflow',
  update: 'UpdateWorkflowExecution',
  updateOutcome: 'PollWorkflowExecutionUpdate',
  waitForClose: 'GetWorkflowExecutionHistory',
  describe: 'DescribeWorkflowExecution',
  history: 'GetWorkflowExecutionHistory',
  list: 'ListWorkflowExecutions',
  count: 'CountWorkflowExecutions',
  completeActivity: 'RespondActivityTaskCompleted',
  failActivity: 'RespondActivityTaskFailed',
  cancelActivity: 'RespondActivityTaskCanceled',
  heartbeatActivity: 'RecordActivityTaskHeartbeat',
  'activities.start': 'StartActivityExecution',
  'activities.outcome': 'PollActivityExecution',
  'activities.describe': 'DescribeActivityExecution',
  'activities.summary': 'DescribeActivityExecution',
  'activities.requestCancel': 'RequestCancelActivityExecution',
  'activities.terminate': 'TerminateActivityExecution',
  'activities.forget': 'DeleteActivityExecution',
  'activities.pause': 'PauseActivityExecution',
  'activities.unpause': 'UnpauseActivityExecution',
  'activities.updateOptions': 'UpdateActivityExecutionOptions',
  'activities.restoreOptions': 'UpdateActivityExecutionOptions',
  'schedules.create': 'CreateSchedule',
  'schedules.describe': 'DescribeSchedule',
  'schedules.update': 'UpdateSchedule',
  'schedules.patch': 'PatchSchedule',
  'schedules.delete': 'DeleteSchedule',
  'schedules.list': 'ListSchedules',
};

/** What a header can be in. */
interface WithHeader {
  readonly header?: PayloadMap;
}

interface CallSpan<A extends readonly unknown[]> {
  readonly kind: keyof typeof SpanKind;
  readonly name: (...args: A) => string;
  readonly attributes: (...args: A) => Attributes;
  /** Which arguments carry a header. */
  readonly headers: readonly number[];
}

type SpanOf<F> = F extends (...args: infer A) => unknown ? CallSpan<A> : never;
type Target = Parameters<EngineClient['signal']>[0];

const ofTarget = ({ workflowId, runId }: Target): Attributes => ({
  [ATTRIBUTES.workflowId]: workflowId,
  ...(runId && { [ATTRIBUTES.runId]: runId }),
});

const WORKFLOW_SPANS: { readonly [M in keyof EngineClient]?: SpanOf<EngineClient[M]> } = {
  start: {
    kind: 'PRODUCER',
    name: ({ workflowType }) => `StartWorkflow:${workflowType}`,
    attributes: ofTarget,
    headers: [0],
  },
  signalWithStart: {
    kind: 'PRODUCER',
    name: ({ workflowType }) => `SignalWithStartWorkflow:${workflowType}`,
    attributes: ofTarget,
    headers: [0, 1],
  },
  updateWithStart: {
    kind: 'CLIENT',
    name: (_start, { name }) => `UpdateWithStartWorkflow:${name}`,
    attributes: (start, { updateId }) => ({ ...ofTarget(start), [ATTRIBUTES.updateId]: updateId }),
    headers: [0, 1],
  },
  signal: {
    kind: 'PRODUCER',
    name: (_target, { name }) => `SignalWorkflow:${name}`,
    attributes: ofTarget,
    headers: [1],
  },
  query: {
    kind: 'CLIENT',
    name: (_target, { name }) => `QueryWorkflow:${name}`,
    attributes: ofTarget,
    headers: [1],
  },
  update: {
    kind: 'CLIENT',
    name: (_target, { name }) => `StartWorkflowUpdate:${name}`,
    attributes: (target, { updateId }) => ({ ...ofTarget(target), [ATTRIBUTES.updateId]: updateId }),
    headers: [1],
  },
};

const ACTIVITY_SPANS: { readonly [M in keyof StandaloneClient]?: SpanOf<StandaloneClient[M]> } = {
  start: {
    kind: 'PRODUCER',
    name: ({ activityType }) => `StartActivity:${activityType}`,
    attributes: ({ activityId }) => ({ [ATTRIBUTES.activityId]: activityId }),
    headers: [0],
  },
};

type AnyCall = (...args: unknown[]) => unknown;
type AnySpan = CallSpan<unknown[]>;

const SPANS: Readonly<Record<string, AnySpan>> = Object.fromEntries([
  ...Object.entries(WORKFLOW_SPANS),
  ...Object.entries(ACTIVITY_SPANS).map(([method, span]): [string, unknown] => [`activities.${method}`, span]),
]);

/** The client, observed. */
export function observedClient(client: EngineClient, namespace: string): EngineClient {
  return observed(client, namespace, '') as EngineClient;
}

/** The methods of a client, and of the clients in it. */
function observed(client: object, namespace: string, prefix: string): object {
  const members = Object.entries(client).map(([name, value]: [string, unknown]): [string, unknown] => {
    const path = prefix + name;
    if (typeof value === 'object' && value !== null) return [name, observed(value, namespace, `${path}.`)];
    if (typeof value !== 'function') return [name, value];
    const call = (value as AnyCall).bind(client);
    return [name, observedCall(call, OPERATIONS[path] ?? pascal(name), namespace, SPANS[path])];
  });
  return Object.fromEntries(members);
}

function observedCall(call: AnyCall, operation: string, namespace: string, span: AnySpan | undefined): AnyCall {
  const counted: AnyCall = (...args) => {
    const answer = call(...args);
    // What is no promise (an iterator of pages) is handed on uncounted.
    return answer instanceof Promise ? measured(operation, namespace, () => answer as Promise<unknown>) : answer;
  };
  if (!span) return counted;
  return (...args) => {
    const tracer = activeTracer();
    const theirs = span.headers.some((at) => tracedElsewhere((args[at] as WithHeader | undefined)?.header));
    return tracer && !theirs ? traced(tracer, span, counted, args) : counted(...args);
  };
}

function traced(tracer: Tracer, { kind, name, attributes, headers }: AnySpan, call: AnyCall, args: unknown[]): unknown {
  const span = tracer.startSpan(name(...args), {
    kind: loadApi().SpanKind[kind],
    attributes: attributes(...args),
  });
  const context = loadApi().context.active();
  const sent = args.map((arg, at) => {
    if (!headers.includes(at)) return arg;
    return { ...(arg as WithHeader), header: withTrace((arg as WithHeader).header, span, context) };
  });
  const answer = withSpan(span, () => call(...sent)) as Promise<unknown>;
  return answer.then(
    (result) => {
      span.end();
      return result;
    },
    (error: unknown) => {
      endFailed(span, error);
      throw error;
    },
  );
}

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
