/** Events of Temporal that our model has no word for. */
import { HistoryImportError } from './history-import-error';
import { EVENT_FIELDS } from './temporal-fields';
import type { JsonObject } from './temporal-json';

/** Workflow code never hears of these; what one of them leaves behind is said where it matters. */
const SILENT: ReadonlySet<string> = new Set([
  'ActivityPropertiesModifiedExternally',
  'WorkflowExecutionOptionsUpdated',
  'WorkflowExecutionPaused',
  'WorkflowExecutionUnpaused',
  'WorkflowExecutionTimeSkippingTransitioned',
  'WorkflowExecutionUpdateAdmitted',
  'WorkflowExecutionUpdateRejected',
  'WorkflowPropertiesModifiedExternally',
]);

/** Whether an event can be left out. Servers mark new kinds that workers need not know. */
export function sayNothing(type: string, event: JsonObject): boolean {
  return SILENT.has(type) || (!Object.hasOwn(EVENT_FIELDS, type) && event['workerMayIgnore'] === true);
}

/** Throws for an event that workflow code acts on and that does not exist here. */
export function refuseUnsupported(type: string, eventId: number): void {
  if (Object.hasOwn(EVENT_FIELDS, type)) return;
  const why = type.startsWith('Nexus') ? 'there is no Nexus here' : 'this version does not know it';
  throw new HistoryImportError(
    `Event ${eventId} is ${type}, and ${why}: this history can only be replayed by Temporal's worker`,
    eventId,
  );
}
