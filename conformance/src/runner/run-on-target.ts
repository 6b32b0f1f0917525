/**
 * All scenarios of one target. A process that dies takes several scenarios with it: those are run again, each in a
 * process of its own, so that only the one that killed it fails.
 */
import type { ExportedHistory, HostNews, HostOrder } from '../host/protocol';
import { runInHost } from './host-process';

export interface Ran {
  readonly ms: number;
  readonly error?: string;
  readonly histories: readonly ExportedHistory[];
}

/** Hears of each scenario as it begins and ends. */
export interface Listener {
  began(id: string): void;
  ended(id: string, ran: Ran): void;
}

/** Nothing could be run: the server does not answer, or is not fit. */
export class TargetUnreachableError extends Error {
  override readonly name = 'TargetUnreachableError';
}

export async function runOnTarget(order: HostOrder, listener: Listener, signal: AbortSignal): Promise<void> {
  const left = new Set(order.scenarios);
  const suspects: string[] = [];
  while (left.size > suspects.length && !signal.aborted) {
    const together = [...left].filter((id) => !suspects.includes(id));
    const { running } = await runOnce({ ...order, scenarios: together }, left, listener, signal);
    suspects.push(...running);
  }
  for (const id of suspects) {
    if (signal.aborted) return;
    const { crash } = await runOnce({ ...order, scenarios: [id], concurrency: 1 }, left, listener, signal);
    if (left.delete(id)) listener.ended(id, { ms: 0, error: `Its process ended: ${crash ?? ''}`, histories: [] });
  }
}

/** One process. Tells which scenarios it had begun and not ended when it ended. */
async function runOnce(order: HostOrder, left: Set<string>, listener: Listener, signal: AbortSignal) {
  const running = new Set<string>();
  let unreachable: string | undefined;
  const hear = (news: HostNews): void => {
    if (news.kind === 'unreachable') unreachable = news.reason;
    if (news.kind === 'began') {
      running.add(news.id);
      listener.began(news.id);
    }
    if (news.kind === 'ended') {
      running.delete(news.id);
      left.delete(news.id);
      listener.ended(news.id, { ms: news.ms, error: news.error, histories: news.histories });
    }
  };
  const { crash } = await runInHost(order, hear, signal);
  if (unreachable !== undefined) throw new TargetUnreachableError(unreachable);
  if (crash !== undefined && running.size === 0 && !signal.aborted)
    throw new Error(`A process of scenarios ended: ${crash}`);
  return { crash, running };
}
