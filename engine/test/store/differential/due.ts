/** What a loop does with due timers, in a random plan. */
import type { ClaimReply, DueEntry, DueRun } from '../../../src/store/contract';
import type { Effect } from '../../../src/model/transition';
import { arrive, event, pushAttempt, SCHEDULE, transition } from '../suite/build';
import { SHARD } from '../suite/scene';
import type { Player } from './player';

export async function fireDue(player: Player): Promise<void> {
  await player.pass(5);
  const reply = player.store.claimDue(SHARD, { owner: 'loop', leaseMs: 60_000, limit: 100 });
  const claimed = await player.note(reply.then(withoutOutboxes));
  const runs = [...claimed.runs].sort((a, b) => (a.runId < b.runId ? -1 : 1));
  for (const run of runs) {
    const entries = [...run.entries].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) await fire(player, run, entry);
  }
}

/** Outboxes come due after a second: whether a plan takes so long is up to the machine. */
function withoutOutboxes(claimed: ClaimReply): ClaimReply {
  const runs = claimed.runs.map((run) => ({ ...run, entries: run.entries.filter(({ name }) => name !== 'outbox') }));
  return { ...claimed, runs: runs.filter(({ entries }) => entries.length > 0) };
}

async function fire(player: Player, { runId, workflowId }: DueRun, entry: DueEntry): Promise<void> {
  const guards = [{ is: 'timer', name: entry.name, scoreMs: entry.scoreMs } as const];
  const effects: Effect[] = [{ do: 'disarm', names: [entry.name] }, ...consequences(entry)];
  await player.apply(transition(workflowId, effects, { runId, guards }));
}

function consequences({ name, record }: DueEntry): Effect[] {
  const [kind, id, what] = name.split(':');
  if (kind === 'timer') return [arrive(`fired:${id}`, event('TimerFired', { startedEventId: Number(id) })), SCHEDULE];
  if (kind === 'task' || kind === 'hold') return [{ do: 'releaseHold' }];
  const [state, attempt] = record[`act:${id}`]?.split(' ') ?? [];
  return what === 'retry' && state === 'backoff' ? pushAttempt(Number(id), { attempt: Number(attempt) }) : [];
}
