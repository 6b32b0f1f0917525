/** Records in the list index: entries of kind `record`. record.lua does the same. */

/** First letters of entries. */
export const RECORD_ENTRY = { entity: 'E', field: 'F' } as const;

/** What the record of a workflow id is called in its keys and its place. */
export function recordName(entity: string, workflowId: string): string {
  return `${entity}:${workflowId}`;
}

/** Notes of records: see keys.ts. */
export const NOTE = { place: 'place', terms: 'ix:', step: 'step:' } as const;
