import type { EventBody } from '../model/event';
import type { Namespace } from '../namespace/namespace';
import type { CallOptions } from './call-options';

/** What a notification of a close says; docs/store-semantics.md. A large event is read instead. */
interface CloseMessage {
  readonly status: string;
  readonly event?: EventBody & { readonly t: number };
}

/** The event that closed a run. */
export type ClosingEvent = EventBody & { readonly timeMs: number };

/** Waits until the run has closed. `latest` reads its last event; `gone`: the store knows nothing of the run. */
export async function waitForClose(
  namespace: Namespace,
  { workflowId, runId }: { readonly workflowId: string; readonly runId: string },
  what: string,
  latest: () => Promise<ClosingEvent>,
  options: CallOptions = {},
): Promise<ClosingEvent | 'gone'> {
  const closed = await namespace.waits.until<CloseMessage | 'gone'>(
    { workflowId, runId, topic: 'close' },
    what,
    (message, state) => {
      if (state === 'gone') return 'gone';
      return message === undefined ? undefined : (JSON.parse(message) as CloseMessage);
    },
    options,
  );
  if (closed === 'gone') return 'gone';
  if (!closed.event) return latest();
  const { t, ...event } = closed.event;
  return { ...event, timeMs: t };
}
