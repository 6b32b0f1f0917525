import { MeshFlow } from '@perdure/mesh';
import * as activities from './activities';

const { greet, saludar } = MeshFlow.workflow.proxyActivities<typeof activities>({
  activities,
});

export async function example(name: string): Promise<[string, string]> {
  return Promise.all([greet(name), saludar(name)]);
}
