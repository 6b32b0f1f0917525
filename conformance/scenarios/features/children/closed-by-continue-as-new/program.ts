import type { Environment } from '../../../environment';
import { named } from '../../../support/named';
import { withWorker } from '../../../support/with-worker';
import { parent } from './workflows';

export async function run(env: Environment): Promise<void> {
  await withWorker(env, { workflowsPath: require.resolve('./workflows') }, async (client) => {
    const handle = await client.workflow.start(parent, { ...named(env, 'parent'), args: [true] });
    await handle.result();
    const child = client.workflow.getHandle(`${handle.workflowId}/child`);
    await env.until('its end', async () => (await child.describe()).status.name === 'TERMINATED');
  });
}
