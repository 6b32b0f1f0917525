import { fromTemporalJson, type HistoryEvent } from '@perdure/engine';
import type * as ProtoUtils from '@temporalio/common/lib/proto-utils';

/** The id of a workflow whose history does not say it and whose caller does not either. Temporal's word. */
const UNKNOWN_WORKFLOW_ID = 'fake';

/**
 * The events of a history in any form it comes in: Temporal's JSON, parsed, or the protobuf message that `fetchHistory`
 * gives. Throws TypeError for what is no history, and HistoryImportError, which names the event.
 */
export function readHistory(history: unknown, workflowId: string | undefined): readonly HistoryEvent[] {
  if (typeof history !== 'object' || history === null) {
    throw new TypeError(`Expected a non-null history object, got ${history === null ? 'null' : typeof history}`);
  }
  const events = fromTemporalJson(isProtobuf(history) ? asJson(history) : history, { workflowId });
  const [first, ...rest] = events;
  if (first?.type !== 'WorkflowExecutionStarted' || first.workflowId !== '') return events;
  return [{ ...first, workflowId: UNKNOWN_WORKFLOW_ID }, ...rest];
}

/** In JSON an event type is text, in a message it is a number. */
function isProtobuf(history: object): boolean {
  const { events } = history as { events?: { eventType?: unknown }[] };
  return Array.isArray(events) && typeof events[0]?.eventType === 'number';
}

function asJson(history: object): unknown {
  return JSON.parse(protoUtils().historyToJSON(history));
}

/** `require` and not `import()`: the package is CommonJS, and test runners that load it so know no other way. */
function protoUtils(): typeof ProtoUtils {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- 200 ms that only this call should cost
  return require('@temporalio/common/lib/proto-utils') as typeof ProtoUtils;
}
