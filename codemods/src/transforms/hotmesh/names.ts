/** What of HotMesh exists here, and what takes the place of the rest. */

/** Exports of `@hotmeshio/hotmesh` that `@perdure/mesh` has. */
export const EXPORTED = new Set([
  'HotMesh',
  'MeshCall',
  'MeshData',
  'MeshFlow',
  'Types',
  'DuplicateJobError',
  'MeshFlowFatalError',
  'QueryEngineError',
  'StreamError',
  '*',
  'default',
]);

/** The other exports. */
export const INSTEAD_OF_EXPORT: Readonly<Record<string, string>> = {
  Client: 'it is MeshFlow.Client',
  Worker: 'it is MeshFlow.Worker',
  workflow: 'it is MeshFlow.workflow',
  Connection: 'it is MeshFlow.Connection',
  Search: 'it is what MeshFlow.workflow.search() gives',
  WorkflowHandle: 'it is MeshFlow.Handle',
  MeshOS: 'there are no entity classes; use MeshData',
  HotMeshConfig: 'there is no engine to configure',
  Errors: 'StreamError, DuplicateJobError and MeshFlowFatalError are exports of their own',
};

/** Methods of HotMesh's engine, with what does the same here. */
export const INSTEAD_OF_ENGINE: Readonly<Record<string, string>> = {
  init: 'a topic with a function is MeshCall.connect, a process is MeshFlow.Worker',
  pub: 'use client.workflow.start of MeshFlow, or MeshCall.exec',
  pubsub: 'use MeshCall.exec, which waits for the answer',
  sub: 'use handle.result() of MeshFlow',
  psub: 'use handle.result() of MeshFlow',
  unsub: 'use handle.result() of MeshFlow',
  punsub: 'use handle.result() of MeshFlow',
  hook: 'use client.signal of MeshFlow',
  hookAll: 'use client.signal of MeshFlow, which reaches everybody who waits',
  interrupt: 'use handle.interrupt() of MeshFlow',
  deploy: 'a YAML graph becomes a function of MeshFlow',
  activate: 'functions need no activation. Can the call go?',
  plan: 'a YAML graph becomes a function of MeshFlow',
  getState: 'use handle.state() of MeshFlow',
  getStatus: 'use handle.status() of MeshFlow',
  export: 'use handle.export() of MeshFlow',
};

/** Members of `MeshFlow.workflow` that HotMesh has and `@perdure/mesh` has not. */
export const MISSING_IN_WORKFLOW: Readonly<Record<string, string>> = {
  getHotMesh: 'there is no engine object; use the functions of MeshFlow',
  condition: 'use waitFor',
  continueAsNew: 'a function that sleeps goes on in a fresh run by itself',
  patched: 'give the changed function a name of its own',
  didRun: 'there is no counterpart',
};

/** Methods of a `MeshData` that HotMesh has and `@perdure/mesh` has not. */
export const MISSING_IN_DATA: Readonly<Record<string, string>> = {
  pub: 'processes are asked by rollCall and slowed by throttle',
  sub: 'processes are asked by rollCall and slowed by throttle',
  unsub: 'processes are asked by rollCall and slowed by throttle',
  getHotMesh: 'there is no engine object; use the methods of MeshData',
};

/** Options that nothing here acts on, by the call that takes them. */
const LEVEL = 'log levels are those of the runtime';
const UNUSED = 'HotMesh does not read it either; `config` and `retryPolicy` say how often';

export const REASONS = {
  worker: {
    logLevel: LEVEL,
    options: { logLevel: LEVEL, maximumAttempts: UNUSED, backoffCoefficient: UNUSED, maximumInterval: UNUSED },
  },
  connect: { logLevel: LEVEL },
  start: {
    signalIn: 'signals are always kept',
    workflowTrace: 'the trace is that of OpenTelemetry',
    workflowSpan: 'the trace is that of OpenTelemetry',
  },
  interrupt: {
    suppress: 'nothing else is told',
    expire: 'the record stays for the retention of the worker',
    stack: 'errors have their own',
  },
  proxy: { expire: 'outcomes stay as long as the workflow' },
} as const;
