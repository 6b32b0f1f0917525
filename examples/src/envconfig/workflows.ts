import { workflowInfo } from '@perdure/workflow';

export async function whereAmI(): Promise<string> {
  return Promise.resolve(workflowInfo().namespace);
}
