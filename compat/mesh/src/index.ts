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
export * as Types from './types';
export { MeshCall } from './call/mesh-call';
export type {
  ConnectParams,
  CronOptions,
  CronParams,
  ExecOptions,
  ExecParams,
  FlushParams,
  InterruptParams,
} from './call/types';
export { DuplicateJobError, MeshFlowFatalError, StreamError } from './errors';
