import { MeshFlow } from '@perdure/mesh';

export async function waitForExample(): Promise<[boolean, number]> {
  const [s1, s2] = await Promise.all([
    MeshFlow.workflow.waitFor<boolean>('my-sig-nal-1'),
    MeshFlow.workflow.waitFor<number>('my-sig-nal-2'),
  ]);
  //do something with the signal payloads (s1, s2)
  return [s1, s2];
}
