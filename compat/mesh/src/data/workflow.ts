/** What the function of a record can call: MeshFlow's steps, with records named by entity and id. */
import { guid } from '../guid';
import type { InterruptOptions } from '../flow/types';
import { workflow as flow } from '../flow/workflow';
import { workflowIdOf } from './names';

/** Ends another record's function at once. Answers the id of its workflow. */
function interrupt(entity: string, id: string, options: InterruptOptions = {}): Promise<string> {
  return flow.interrupt(workflowIdOf(entity, id), options);
}

export const workflow = { ...flow, interrupt } as const;

/** Entity and id in one word: the id of the workflow behind the record. Without an id, a new one. */
export function mintGuid(entity: string, id: string = guid()): string {
  return workflowIdOf(entity, id);
}
