/** Whose record the function of a run works on. */
import { workflowInfo } from '@perdure/workflow';
import { currentState } from '../flow/current-run';
import { currentOrigin } from '../flow/origin';
import { Search } from './search';
import type { FieldValue } from './values';

/** The record of this execution; in a hook, that of the execution it belongs to. */
export async function search(): Promise<Search> {
  currentState('search');
  const origin = currentOrigin();
  const { workflowId, runId } = workflowInfo();
  return await Promise.resolve(new Search(origin.workflowId === workflowId ? { ...origin, runId } : origin));
}

/** Sets fields of the record. Answers true. */
export async function enrich(fields: Readonly<Record<string, FieldValue>>): Promise<boolean> {
  await (await search()).set(fields);
  return true;
}
