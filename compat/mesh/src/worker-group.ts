/** Workers of this process that are stopped together. Owns them from their start until they have ended. */
import { Worker, type WorkerOptions } from '@perdure/worker';

export interface RunningWorker {
  /** Activations and activities in hand. */
  running(): number;
  /** Takes nothing any more; resolves when everything in hand has ended. */
  stop(): Promise<void>;
}

export interface WorkerGroup {
  /** Starts a worker. `guid` names it in descriptions. */
  start(options: WorkerOptions & { readonly guid?: string }): Promise<RunningWorker>;
  /** Stops every worker of the group. */
  stop(): Promise<void>;
}

export function workerGroup(): WorkerGroup {
  const running = new Set<RunningWorker>();
  return {
    async start({ guid, ...options }) {
      const worker = await Worker.create({ ...options, ...(guid !== undefined && { identity: guid }) });
      const ended = worker.run();
      const one = { running: () => inHand(worker), stop: () => stop(worker, ended) };
      running.add(one);
      // Whoever stops it hears of its error; a worker that ends by one says so in its log.
      ended.catch(() => undefined).finally(() => running.delete(one));
      return one;
    },
    async stop() {
      await Promise.all([...running].map((one) => one.stop()));
    },
  };
}

function inHand(worker: Worker): number {
  const { numInFlightWorkflowActivations, numInFlightActivities } = worker.getStatus();
  return numInFlightWorkflowActivations + numInFlightActivities;
}

async function stop(worker: Worker, ended: Promise<void>): Promise<void> {
  if (worker.getState() === 'RUNNING') worker.shutdown();
  await ended;
}
