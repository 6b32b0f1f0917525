/** Reads that change nothing. */
import type { HistoryEvent } from '../../model/event';
import type { RunRecord } from '../contract';
import { parseEvent, parseEvents } from '../codec';
import { keyName } from './key-names';
import type { Run } from './run';
import type { Turn } from './turn';

export function readRun(turn: Turn, workflowId: string, runId?: string): RunRecord | undefined {
  const { keys } = turn;
  const currentRunId = keys.hget(keyName('current', workflowId), 'run');
  const id = runId ?? currentRunId;
  const run = id === undefined ? undefined : turn.run(id);
  if (run?.workflowId !== workflowId) return undefined;
  const fields = run.fields();
  const length = run.historyLength;
  const pending = keys.fields(keyName('pending', run.runId));
  return {
    nowMs: turn.now,
    runId: run.runId,
    workflowId,
    status: fields['status'] ?? '',
    run: fields,
    pending,
    started: parseEvent(run.entry(1) ?? '', 1, fields),
    latest: parseEvent(run.entry(length) ?? '', length, fields),
    historyLength: length,
    asked: askedEvents(run, Object.keys(pending)),
    timers: keys.zset(keyName('timers', run.runId))?.toRecord() ?? {},
    currentRunId: currentRunId ?? run.runId,
    firstRunId: fields['first'] ?? '',
  };
}

export function readHistory(turn: Turn, runId: string, from: number, to?: number): HistoryEvent[] {
  const run = turn.run(runId);
  if (!run) return [];
  const first = Math.max(1, from);
  return parseEvents(run.entries(first, to), first, run.fields());
}

/** Every key with its content. */
export function snapshot(turn: Turn): Record<string, unknown> {
  const names = turn.keys.keys().sort();
  return Object.fromEntries(names.map((name) => [name, turn.keys.content(name)]));
}

function askedEvents(run: Run, fields: readonly string[]): Record<string, HistoryEvent> {
  const ids = fields.flatMap((field) => /^(?:act|child):(\d+)$/.exec(field)?.[1] ?? []);
  const events = ids.map((id) => [id, parseEvent(run.entry(Number(id)) ?? '', Number(id), run.fields())] as const);
  return Object.fromEntries(events);
}
