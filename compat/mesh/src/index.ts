/** MeshFlow in the shape HotMesh users know, on Perdure's engine. */
import { closeConnections, connect } from './connection/pool';
import { Client } from './flow/client';
import { WorkflowHandle } from './flow/handle';
import { stopWorkers, Worker } from './flow/worker';
import { workflow } from './flow/workflow';
import { guid } from './guid';

/** Stops all workers of this process and closes its connections. */
async function shutdown(): Promise<void> {
  await stopWorkers();
  await closeConnections();
}

/** Workflows as functions. */
export const MeshFlow = {
  Client,
  Worker,
  Handle: WorkflowHandle,
  Connection: { connect },
  workflow,
  shutdown,
} as const;

/** What is left of HotMesh's core: an id. */
export const HotMesh = { guid, stop: shutdown } as const;

export { DuplicateJobError, MeshFlowFatalError, StreamError } from './errors';
