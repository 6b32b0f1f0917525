import { MeshFlow } from '@perdure/mesh';

export async function waitForExample(): Promise<{ hello: string }> {
  return await MeshFlow.workflow.waitFor<{ hello: string }>('my-sig-nal');
  //continue processing, use the payload, etc...
}
