/** Connection settings from a TOML profile and the environment, as an application is deployed. */
import { Client, Connection } from '@perdure/client';
import { loadClientConnectConfig } from '@perdure/envconfig';
import { NativeConnection, Worker } from '@perdure/worker';
import { newWorkflowId, type Print } from '../support/example';
import { whereAmI } from './workflows';

const taskQueue = 'envconfig';

/** The file that TEMPORAL_CONFIG_FILE would name. PERDURE_REDIS_URL wins over the address here. */
const PROFILES = `
[profile.default]
address = "localhost:6379"

[profile.staging]
address = "redis://localhost:6379"
namespace = "staging"
`;

export async function main(print: Print): Promise<void> {
  const { connectionOptions, namespace } = loadClientConnectConfig({
    profile: 'staging',
    configSource: { data: Buffer.from(PROFILES) },
    // An application leaves this out and has TEMPORAL_NAMESPACE win over the file.
    overrideEnvVars: { PERDURE_REDIS_URL: process.env['PERDURE_REDIS_URL'] ?? '' },
  });
  const workerConnection = await NativeConnection.connect({ address: connectionOptions.address });
  const connection = await Connection.connect(connectionOptions);
  try {
    const worker = await Worker.create({
      connection: workerConnection,
      namespace,
      taskQueue,
      workflowsPath: require.resolve('./workflows'),
    });
    const client = new Client({ connection, namespace });
    const options = { taskQueue, workflowId: newWorkflowId('where') };
    print(`the workflow runs in namespace ${await worker.runUntil(client.workflow.execute(whereAmI, options))}`);
  } finally {
    await connection.close();
    await workerConnection.close();
  }
}
