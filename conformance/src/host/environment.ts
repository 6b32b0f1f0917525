/** What a program is handed. The interface that programs see is scenarios/environment.ts; a test holds the two together. */
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 20_000;
const INTERVAL_MS = 10;

/** A run whose history is wanted. Without a run id: the latest run, and its chain. */
export interface Recorded {
  readonly label: string;
  readonly workflowId: string;
  readonly runId?: string;
}

interface Place {
  readonly address: string;
  readonly namespace: string;
  readonly seed: string;
}

export type HostEnvironment = ReturnType<typeof createEnvironment>;

/** `recorded` fills up as the program runs; `suffix` is what all of its names end with. */
export function createEnvironment(id: string, { address, namespace, seed }: Place) {
  const suffix = `~${id.replaceAll('/', '.')}~${seed}`;
  const recorded = new Map<string, Recorded>();
  const name = (label: string): string => `${label}${suffix}`;
  const record = (label: string, workflowId: string, runId?: string): void => {
    recorded.set(label, { label, workflowId, runId });
  };
  return {
    address,
    namespace,
    taskQueue: name('queue'),
    name,
    record,
    workflowId: (label: string): string => {
      record(label, name(label));
      return name(label);
    },
    until,
    recorded,
    suffix,
  };
}

type Truthy<T> = Exclude<T, undefined | null | false>;

async function until<T>(what: string, ask: () => T | Promise<T>): Promise<Truthy<T>> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer as Truthy<T>;
    if (performance.now() > deadline) throw new Error(`Waited ${PATIENCE_MS / 1000} s in vain for ${what}`);
    await sleep(INTERVAL_MS);
  }
}
