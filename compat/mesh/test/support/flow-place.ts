/** A worker with some workflow functions, and a client that starts them. */
import { HotMesh, MeshFlow } from '@perdure/mesh';
import { freshNamespace, testRedisUrl, waitFor } from '@perdure/testkit';
import { DefaultLogger, Runtime } from '@perdure/worker';

type Functions = Parameters<typeof MeshFlow.Worker.create>[0]['workflow'];
export type Handle<T = unknown> = InstanceType<typeof MeshFlow.Handle<T>>;

export interface FlowPlace {
  readonly namespace: string;
  readonly client: InstanceType<typeof MeshFlow.Client>;
  start<T = unknown>(workflowName: string, args?: unknown[], workflowId?: string): Promise<Handle<T>>;
  /** Starts the function and answers what it returns. */
  run<T = unknown>(workflowName: string, ...args: unknown[]): Promise<T>;
}

/** Warnings of workers are left out: tests make functions fail on purpose. */
export function quiet(): void {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
}

/** Call before everything, in `beforeAll`; `MeshFlow.shutdown()` ends it. */
export async function flowPlace(workflow: Functions): Promise<FlowPlace> {
  quiet();
  const connection = testRedisUrl();
  const namespace = freshNamespace('flow');
  const taskQueue = 'main';
  await MeshFlow.Worker.create({ connection, taskQueue, workflow, namespace });
  const client = new MeshFlow.Client({ connection });
  const place: FlowPlace = {
    namespace,
    client,
    start: (workflowName, args = [], workflowId = HotMesh.guid()) =>
      client.workflow.start({ args, taskQueue, workflowName, workflowId, namespace }),
    run: async <T>(workflowName: string, ...args: unknown[]) =>
      await (await place.start<T>(workflowName, args)).result<T>(),
  };
  return place;
}

/** Types of the events of an execution, without their prefix. */
export async function eventsOf(handle: Handle): Promise<{ readonly type: string; readonly atMs: number }[]> {
  const { timeline = [] } = await handle.export({ allow: ['timeline'] });
  return timeline.map(({ key, created }) => ({ type: key.replace('EVENT_TYPE_', ''), atMs: Date.parse(created) }));
}

/** The keeper of a signal has the waiter when its start is in the history, or the signal to it is. */
export async function isWaiting(handle: Handle): Promise<void> {
  await waitFor(async () => {
    const events = await eventsOf(handle);
    return events.some(({ type }) =>
      /^(CHILD_WORKFLOW_EXECUTION_STARTED|EXTERNAL_WORKFLOW_EXECUTION_SIGNALED)$/.test(type),
    );
  });
}
