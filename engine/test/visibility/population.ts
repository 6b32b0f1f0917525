/** Executions for lists, made through the store: no worker, no time that passes. */
import { attributeEffects } from '../../src/decide/search-attributes';
import type { Payload, PayloadMap } from '../../src/model/payload';
import type { AttributeType } from '../../src/model/search-attribute';
import type { ClosedStatus, RunStatus } from '../../src/model/status';
import type { Effect } from '../../src/model/transition';
import type { Store } from '../../src/store/contract';
import { shardOf } from '../../src/store/shards';
import { append, close, create, event, NEW, transition } from '../store/suite/build';

export interface Person {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly queue: string;
  readonly status: RunStatus;
  readonly parentId?: string;
  readonly backoffMs?: number;
  readonly attributes: Readonly<Record<string, readonly [AttributeType, unknown]>>;
}

export function payload(type: AttributeType | undefined, value: unknown): Payload {
  return { encoding: 'json/plain', data: JSON.stringify(value), ...(type && { metadata: { type } }) };
}

export function payloads(attributes: Person['attributes']): PayloadMap {
  return Object.fromEntries(Object.entries(attributes).map(([name, [type, value]]) => [name, payload(type, value)]));
}

/** Starts the run, closed at once when it is to be so. */
export async function settle(store: Store, person: Person): Promise<void> {
  const { workflowId, runId, status } = person;
  const started = {
    workflowType: person.type,
    workflowId,
    runId,
    taskQueue: person.queue,
    firstWorkflowTaskBackoffMs: person.backoffMs,
    root: person.parentId ? { workflowId: person.parentId, runId: 'root-run' } : undefined,
  };
  const run = {
    workflowType: person.type,
    taskQueue: person.queue,
    started: event('WorkflowExecutionStarted', started),
  };
  const effects: Effect[] = [create(workflowId, runId, run)];
  if (person.parentId) effects.push({ do: 'set', hash: 'run', field: 'parentId', value: person.parentId });
  effects.push(...attributeEffects(payloads(person.attributes)));
  if (status !== 'RUNNING') effects.push(...ending(status));
  await apply(store, workflowId, effects, true);
}

export async function end(store: Store, workflowId: string, status: ClosedStatus): Promise<void> {
  await apply(store, workflowId, ending(status), false);
}

function ending(status: ClosedStatus): readonly Effect[] {
  return [append(event('WorkflowExecutionTerminated')), close({ status, retentionMs: 3_600_000 })];
}

export async function apply(
  store: Store,
  workflowId: string,
  effects: readonly Effect[],
  isNew: boolean,
): Promise<void> {
  const shard = shardOf(store.namespace, workflowId, store.shards);
  const result = await store.apply(shard, transition(workflowId, effects, isNew ? { guards: [NEW] } : {}));
  if (result.outcome !== 'applied') throw new Error(`not applied: ${JSON.stringify(result)}`);
}
