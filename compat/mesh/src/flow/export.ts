/** An execution as data: its state, and its history in the order in which it happened. */
import type { Client } from '@perdure/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { WorkflowState } from './handle';

type Part = 'data' | 'state' | 'status' | 'timeline' | 'transitions';

export interface ExportOptions {
  /** Only these parts. Default: all. */
  readonly allow?: readonly Part[];
  /** All but these parts. */
  readonly block?: readonly Part[];
}

/** One thing that happened. */
export interface TimelineEntry {
  /** Place in the history, from 1. */
  readonly index: number;
  /** The event's type, as in Temporal's histories. */
  readonly key: string;
  readonly created: string;
  /** The event's attributes, as in Temporal's JSON. */
  readonly value: unknown;
}

export interface WorkflowExport {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly state?: WorkflowState;
  readonly status?: number;
  readonly timeline?: readonly TimelineEntry[];
  readonly transitions?: readonly { readonly activity: string; readonly created: string }[];
}

interface JsonEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly eventTime: string;
  readonly [attributes: string]: unknown;
}

/** What has happened to an execution. */
export async function exportExecution(
  client: Client,
  workflowId: string,
  state: WorkflowState,
  { allow, block = [] }: ExportOptions,
): Promise<WorkflowExport> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const { events } = JSON.parse(historyToJSON(history)) as { events: JsonEvent[] };
  const timeline = events.map(entryOf);
  const whole = {
    data: state.data,
    state,
    status: state.metadata?.js,
    timeline,
    transitions: timeline.map(({ key, created }) => ({ activity: key, created })),
  };
  const wanted = ([part]: [string, unknown]): boolean =>
    (allow ?? Object.keys(whole)).includes(part as Part) && !block.includes(part as Part);
  return Object.fromEntries(Object.entries(whole).filter(wanted));
}

function entryOf({ eventId, eventType, eventTime, ...rest }: JsonEvent): TimelineEntry {
  const attributes = Object.entries(rest).find(([name]) => name.endsWith('EventAttributes'));
  return { index: Number(eventId), key: eventType, created: eventTime, value: attributes?.[1] ?? {} };
}
