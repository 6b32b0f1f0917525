/** What a workflow function tells the world: events for those who listen, spans for a trace. */
import { recordSpan } from '@perdure/engine';
import { workflowInfo } from '@perdure/workflow';
import { recordEngine } from '../record/engine';
import { callOnce } from './call-once';

/** An event is told once: other ways are not offered. */
export interface OnceOption {
  readonly once?: true;
}

type Scalar = string | number | boolean;

/**
 * Tells events, by topic, to whoever listens with `client.subscribe` at that moment. A step: a replay does not tell them again;
 * a worker that dies between telling and recording has told them, and the next one tells them once more. Answers true.
 */
export async function emit(events: Readonly<Record<string, unknown>>, options: OnceOption = {}): Promise<boolean> {
  checkOnce('emit', options);
  const messages = Object.entries(events).map(([topic, data]) => [topic, textOf(topic, data)] as const);
  return await callOnce('emit', `emit ${Object.keys(events).join(' ')}`, async () => {
    const { events: bus } = await recordEngine();
    for (const [topic, message] of messages) await bus.publish(topic, message);
    return true;
  });
}

/**
 * Adds a span with these attributes to the trace of the workflow, once: a replay adds none. Answers whether anybody in the
 * worker's process records spans.
 */
export async function trace(attributes: Readonly<Record<string, Scalar>>, options: OnceOption = {}): Promise<boolean> {
  checkOnce('trace', options);
  const { workflowType, workflowId, runId } = workflowInfo();
  const about = { temporalWorkflowId: workflowId, run_id: runId };
  return await callOnce('trace', 'trace', () => recordSpan(`Trace:${workflowType}`, { ...about, ...attributes }));
}

function checkOnce(what: string, { once }: { readonly once?: boolean }): void {
  if (once !== false) return;
  throw new TypeError(
    `${what} with once: false would repeat itself at every replay, which depends on crashes: leave it out`,
  );
}

function textOf(topic: string, data: unknown): string {
  const text = JSON.stringify(data ?? null) as string | undefined;
  if (text === undefined) throw new TypeError(`The event of topic '${topic}' is no JSON`);
  return text;
}
