/**
 * Fields of a record that a workflow function gives to its child: they travel in the child's memo, and are set before the
 * child's function begins.
 */
import { workflowInfo } from '@perdure/workflow';
import { finalFailure } from '../record/failures';
import { recordEngine } from '../record/engine';
import { fieldTexts } from '../record/values';
import { callHere } from './call-once';

const FIELDS = 'meshflow:fields';

export function firstFieldsMemo(
  data: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> | undefined {
  return data && { [FIELDS]: fieldTexts(data) };
}

/** Sets them, once. */
export async function setFirstFields(): Promise<void> {
  const { workflowId, workflowType, runId, firstExecutionRunId, memo } = workflowInfo();
  const fields = memo?.[FIELDS] as Readonly<Record<string, string>> | undefined;
  if (!fields) return;
  const changes = Object.entries(fields).map(([field, value]) => ({ change: 'set', field, value }) as const);
  const target = { workflowId, entity: workflowType, runId, firstRunId: firstExecutionRunId };
  await callHere(
    `${runId}/fields`,
    (step) => finalFailure(async () => (await recordEngine()).records.change(target, changes, { step, forget: [] })),
    true,
  );
}
