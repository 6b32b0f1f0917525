import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HistoryEvent, toTemporalJson } from '@perdure/engine';
import { replayForReal } from '../../../../engine/test/oracle/real-replayer';

const ROOT = join(__dirname, '../..');

/** What Temporal's own replayer has against each history: nothing, if it is undefined. */
export async function replaysForReal(histories: readonly (readonly HistoryEvent[])[]): Promise<(string | undefined)[]> {
  const workflows = await ownWorkflowsForTemporal();
  try {
    const jobs = histories.map((events, index) => ({ name: `history ${index}`, history: toTemporalJson(events) }));
    const verdicts = await replayForReal(jobs, workflows.path);
    return jobs.map(({ name }) => verdicts.get(name));
  } finally {
    await workflows.remove();
  }
}

/** The import swap, backwards. The copy lies where its imports are found. */
async function ownWorkflowsForTemporal(): Promise<{ path: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(ROOT, 'dist', 'temporal-'));
  const path = join(dir, 'workflows.ts');
  const ours = await readFile(join(ROOT, 'src/workflows.ts'), 'utf8');
  await writeFile(
    path,
    ours.replaceAll('@perdure/', '@temporalio/').replaceAll("'./activities'", "'../../src/activities'"),
  );
  return { path, remove: () => rm(dir, { recursive: true, force: true }) };
}
