import { Worker } from '@perdure/worker';
import type { ReplayJob } from './real-replayer';
import { workflowsPath } from './scene';

/** What our replayer has against histories, and against which: nothing, in the best case. */
export async function refusedByOurs(jobs: readonly ReplayJob[]): Promise<string[]> {
  const histories = jobs.map(({ name, history }) => ({ workflowId: name.split(' ')[0]!, history: history as object }));
  const refused: string[] = [];
  let index = 0;
  for await (const { runId, error } of Worker.runReplayHistories({ workflowsPath }, histories)) {
    const { name } = jobs[index++]!;
    if (error) refused.push(`${name}: ${error.message}`);
    else if (name.split(' ')[1] !== runId) refused.push(`${name}: replayed as run ${runId}`);
  }
  return index === jobs.length ? refused : [...refused, `only ${index} of ${jobs.length} were replayed`];
}
