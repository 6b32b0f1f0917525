/**
 * All scenarios of one target. A process that dies takes several scenarios with it: those are run again, each in a
 * process of its own, so that only the one that killed it fails.
 */
import { join } from 'node:path';
import type { HostNews, HostOrder, Ran } from '../host/protocol';
import type { Target } from '../scenarios/scenario';
import { runChild } from './child';

const HOST = join(__dirname, '..', 'host', 'main.js');
/** Beyond the limit of a program, whose process then still exports histories. */
const SILENCE_MS = 90_000;

const SERVERS: Readonly<Record<Target, string>> = {
  redis: 'Redis',
  memory: 'The memory store',
  temporal: 'The Temporal server',
};

/** Hears of each scenario as it ends. */
export type HearEnd = (id: string, ran: Ran) => void;

/** Nothing could be run: the server does not answer, or is not fit. */
class TargetUnreachableError extends Error {
  override readonly name = 'TargetUnreachableError';

  constructor({ target, address }: Pick<HostOrder, 'target' | 'address'>, reason: string) {
    // Of Redis the reason says it, without the password.
    const where = target === 'temporal' ? ` at ${address}` : '';
    super(`${SERVERS[target]}${where} cannot be used: ${reason}`);
  }
}

interface Running {
  /** Not ended yet. */
  readonly left: Set<string>;
  readonly hearEnd: HearEnd;
  readonly signal: AbortSignal;
}

export interface TargetOrder extends Omit<HostOrder, 'scenarios' | 'isolated'> {
  readonly together: readonly string[];
  readonly isolated: readonly string[];
}

/** Resolves when all have ended, or `signal` has ended them. TargetUnreachableError when nothing could begin. */
export async function runOnTarget(target: TargetOrder, hearEnd: HearEnd, signal: AbortSignal): Promise<void> {
  const { together, isolated, ...order } = target;
  const running: Running = { left: new Set([...together, ...isolated]), hearEnd, signal };
  const alone = [...isolated];
  let batch = [...together];
  while (batch.length > 0 && !signal.aborted) {
    const { interrupted } = await runOnce({ ...order, scenarios: batch, isolated: false }, running);
    alone.unshift(...interrupted);
    batch = batch.filter((id) => running.left.has(id) && !alone.includes(id));
  }
  for (const id of alone) {
    if (signal.aborted) return;
    const own = { ...order, scenarios: [id], concurrency: 1, isolated: isolated.includes(id) };
    const { crash = 'without a word' } = await runOnce(own, running);
    if (running.left.delete(id)) hearEnd(id, { ms: 0, error: `Its process ended: ${crash}`, histories: [] });
  }
}

/** One process; `interrupted`: what it had begun and not ended. */
async function runOnce(order: HostOrder, { left, hearEnd, signal }: Running) {
  const begun = new Set<string>();
  let unreachable: string | undefined;
  let began = false;
  const hear = (news: HostNews): void => {
    if (news.kind === 'unreachable') unreachable = news.reason;
    if (news.kind === 'began') {
      began = true;
      begun.add(news.id);
    }
    if (news.kind === 'ended' && begun.delete(news.id) && left.delete(news.id)) hearEnd(news.id, news.ran);
  };
  const crash = await runChild({ file: HOST, order, hear, signal, silenceMs: order.timeoutMs + SILENCE_MS });
  if (!began && !signal.aborted) {
    throw new TargetUnreachableError(order, unreachable ?? crash ?? 'its process ran nothing');
  }
  return { crash, interrupted: [...begun] };
}
