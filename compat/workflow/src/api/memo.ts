import { requireRun } from '../runtime/current';

/** Merges values into the memo, on the first level; null and undefined remove theirs. */
export function upsertMemo(memo: Record<string, unknown>): void {
  const run = requireRun('Workflow.upsertMemo(...) may only be used from a Workflow Execution.');
  if (memo == null) throw new Error('memo must be a non-null Record');
  const changes = Object.fromEntries(Object.entries(memo).map(([key, value]) => [key, value ?? undefined]));
  run.push({ kind: 'modifyMemo', upsertedMemo: run.codec.encodeMap(changes) });
  const merged = Object.entries({ ...run.info.memo, ...changes }).filter(([, value]) => value !== undefined);
  run.info = { ...run.info, memo: Object.fromEntries(merged) };
}
