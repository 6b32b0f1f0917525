/** MeshCall, MeshFlow and MeshData in the shape HotMesh users know, on Perdure's engine. */
import { connect } from './connection/pool';
import { Client } from './flow/client';
import { WorkflowHandle } from './flow/handle';
import { Worker } from './flow/worker';
import { workflow } from './flow/workflow';
import { guid } from './guid';
import { shutdown } from './shutdown';

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

export { MeshData } from './data/mesh-data';
export { MeshCall } from './call/mesh-call';
export { DuplicateJobError, MeshFlowFatalError, QueryEngineError, StreamError } from './errors';
/** Every public type, under the names that HotMesh has for them where it has one. */
export * as Types from './types';
