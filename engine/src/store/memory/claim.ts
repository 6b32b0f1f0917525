/** The timer loop of a shard: one process holds it by lease and claims what is due. */
import type { ClaimReply, ClaimRequest, DueEntry, DueRun } from '../contract';
import { parseEvent } from '../codec';
import { LOOP_BELL, LOOP_FREE } from './bells';
import { keyName } from './key-names';
import type { Run } from './run';
import { recordOf } from './tasks';
import type { Turn } from './turn';

export function claimDue(turn: Turn, { owner, leaseMs, limit }: ClaimRequest): ClaimReply {
  const { keys, now } = turn;
  const loop = keyName('loop');
  const holder = keys.text(loop);
  if (holder !== undefined && holder !== owner) {
    const leftMs = (keys.expiresMs(loop) ?? keys.now()) - keys.now();
    return { nowMs: now, held: false, runs: [], nextMs: now + leftMs };
  }
  keys.setText(loop, owner, leaseMs);
  const runs: DueRun[] = [];
  for (const runId of keys.zset(keyName('due'))?.upTo(now, limit) ?? []) {
    const run = turn.run(runId);
    if (!run) {
      keys.zrem(keyName('due'), runId);
      continue;
    }
    keys.zadd(keyName('due'), runId, now + leaseMs);
    runs.push(dueRun(run));
  }
  const nextMs = keys.zset(keyName('due'))?.first()?.score;
  sleepUntil(turn, nextMs);
  return { nowMs: now, held: true, runs, ...(nextMs === undefined ? {} : { nextMs }) };
}

/** Whatever is armed earlier than this rings the loop's bell. */
export function publishSleep(turn: Turn, untilMs: number): void {
  turn.keys.setText(keyName('loopUntil'), String(untilMs));
}

export function releaseLoop(turn: Turn, owner: string): void {
  if (turn.keys.text(keyName('loop')) !== owner) return;
  turn.keys.delete(keyName('loop'));
  turn.ring(LOOP_FREE);
}

function sleepUntil(turn: Turn, nextMs: number | undefined): void {
  turn.keys.delete(LOOP_BELL);
  turn.keys.delete(LOOP_FREE);
  if (nextMs === undefined) turn.keys.delete(keyName('loopUntil'));
  else publishSleep(turn, nextMs);
}

function dueRun(run: Run): DueRun {
  const fields = run.fields();
  const timers = run.turn.keys.zset(keyName('timers', run.runId));
  const names = timers?.upTo(run.turn.now) ?? [];
  return {
    runId: run.runId,
    workflowId: run.workflowId,
    run: fields,
    started: parseEvent(run.entry(1) ?? '', 1, fields),
    entries: names.map((name) => dueEntry(run, name, timers?.score(name) ?? 0)),
  };
}

function dueEntry(run: Run, name: string, scoreMs: number): DueEntry {
  const [kind, id] = name.split(':');
  const record = id === undefined ? {} : recordOf(run, `${kind}:${id}`);
  const event = kind === 'act' ? run.entry(Number(id)) : undefined;
  if (event === undefined) return { name, scoreMs, record };
  return { name, scoreMs, record, event: parseEvent(event, Number(id), run.fields()) };
}
