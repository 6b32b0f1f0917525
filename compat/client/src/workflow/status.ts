import type { ProtoWorkflowStatus } from '../proto-types';

/** Names of a description's `status.name`; the place is Temporal's number. */
const NAMES = [
  'UNSPECIFIED',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'TERMINATED',
  'CONTINUED_AS_NEW',
  'TIMED_OUT',
  'PAUSED',
] as const;

/** `CANCELLED` has two L here, although activity statuses have one: so does Temporal. */
export type WorkflowExecutionStatusName = (typeof NAMES)[number] | 'UNKNOWN';

export function statusCode(name: string): ProtoWorkflowStatus {
  return Math.max(0, (NAMES as readonly string[]).indexOf(name));
}

export function statusName(code: number | null | undefined): WorkflowExecutionStatusName {
  return NAMES[code ?? 0] ?? 'UNKNOWN';
}
