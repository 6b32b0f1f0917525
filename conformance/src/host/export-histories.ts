/** After a program has ended: every run of the workflows it named, of the chains they belong to, and of their children. */
import type { Client, WorkflowNotFoundError } from '@perdure/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { HostEnvironment, Recorded } from './environment';
import type { ExportedHistory } from './protocol';

interface Event {
  readonly eventType: string;
  readonly [attributes: `${string}EventAttributes`]: Record<string, unknown> | undefined;
}

interface Child {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
}

export async function exportHistories(client: Client, env: HostEnvironment): Promise<ExportedHistory[]> {
  const exporter = new Exporter(client, env.suffix);
  for (const recorded of env.recorded.values()) await exporter.addRecorded(recorded);
  return exporter.found;
}

class Exporter {
  readonly found: ExportedHistory[] = [];
  readonly #client: Client;
  readonly #suffix: string;
  readonly #seen = new Set<string>();

  constructor(client: Client, suffix: string) {
    this.#client = client;
    this.#suffix = suffix;
  }

  async addRecorded({ label, workflowId, runId }: Recorded): Promise<void> {
    const first = runId ?? (await this.#firstRunOf(workflowId));
    if (first !== undefined) await this.#addChain(label, workflowId, first);
  }

  /** Undefined when the program asked for the id and then started nothing under it. */
  async #firstRunOf(workflowId: string): Promise<string | undefined> {
    try {
      const [started] = await this.#events(workflowId, undefined);
      return started?.workflowExecutionStartedEventAttributes?.['firstExecutionRunId'] as string | undefined;
    } catch (error) {
      if ((error as WorkflowNotFoundError).name === 'WorkflowNotFoundError') return undefined;
      throw error;
    }
  }

  async #addChain(label: string, workflowId: string, firstRunId: string): Promise<void> {
    let runId: string | undefined = firstRunId;
    for (let number = 1; runId !== undefined; number++) {
      if (this.#seen.has(runId)) return;
      this.#seen.add(runId);
      const events = await this.#events(workflowId, runId);
      const name = number === 1 ? label : `${label}, run ${number}`;
      this.found.push({ label: name, workflowId, runId, history: { events } });
      await this.#addChildren(name, events);
      runId = nextRun(events);
    }
  }

  async #addChildren(parent: string, events: readonly Event[]): Promise<void> {
    const names = new Map<string, number>();
    for (const { workflowId, runId, type } of events.flatMap(childOf)) {
      const number = (names.get(type) ?? 0) + 1;
      names.set(type, number);
      const own = workflowId.includes(this.#suffix) ? workflowId.replaceAll(this.#suffix, '') : undefined;
      await this.#addChain(own ?? `${parent} > ${type} ${number}`, workflowId, runId);
    }
  }

  async #events(workflowId: string, runId: string | undefined): Promise<Event[]> {
    const history = await this.#client.workflow.getHandle(workflowId, runId).fetchHistory();
    return (JSON.parse(historyToJSON(history)) as { events: Event[] }).events;
  }
}

function nextRun(events: readonly Event[]): string | undefined {
  const last = events.at(-1) ?? { eventType: '' };
  for (const [key, value] of Object.entries(last)) {
    const next = key.endsWith('EventAttributes') && (value as Record<string, unknown>)['newExecutionRunId'];
    if (typeof next === 'string' && next !== '') return next;
  }
  return undefined;
}

function childOf(event: Event): Child[] {
  const started = event.childWorkflowExecutionStartedEventAttributes;
  if (started === undefined) return [];
  const { workflowId, runId } = started['workflowExecution'] as { workflowId: string; runId: string };
  return [{ workflowId, runId, type: (started['workflowType'] as { name: string }).name }];
}
