/** golden.json: which events each run of a scenario leaves, and how strictly that is compared. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportedHistory } from '../host/protocol';
import { sourcesFolder } from './folders';

/**
 * From strict to loose: every event in order; in order without those of workflow tasks, whose number depends on how
 * fast things arrive; how many there are of each type, for what really happens side by side.
 */
export const COMPARISONS = ['exact', 'without-workflow-tasks', 'counts'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface Golden {
  readonly compare: Comparison;
  /** Types of the events of each run, by its label. */
  readonly histories: Readonly<Record<string, readonly string[]>>;
}

function fileOf(id: string): string {
  return join(sourcesFolder, id, 'golden.json');
}

export function readGolden(id: string): Golden | undefined {
  const file = fileOf(id);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Golden) : undefined;
}

export function writeGolden(id: string, golden: Golden): void {
  writeFileSync(fileOf(id), `${JSON.stringify(golden, null, 2)}\n`);
}

/** `EVENT_TYPE_TIMER_STARTED` is TimerStarted. */
function eventTypes({ history }: ExportedHistory): string[] {
  return history.events.map(({ eventType }) =>
    eventType
      .replace(/^EVENT_TYPE_/, '')
      .toLowerCase()
      .replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
}

/** Sequences by label, in the order of the labels. */
export function sequencesOf(histories: readonly ExportedHistory[]): Record<string, string[]> {
  const entries = histories.map((history) => [history.label, eventTypes(history)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The part of a sequence that a comparison looks at. */
export function reduced(sequence: readonly string[], compare: Comparison): readonly string[] {
  if (compare === 'exact') return sequence;
  const others = sequence.filter((type) => !type.startsWith('WorkflowTask'));
  return compare === 'counts' ? others.sort() : others;
}
