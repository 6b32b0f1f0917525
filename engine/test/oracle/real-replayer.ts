import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { TemporalHistory } from '../../src/history/to-temporal-json';

const TIMEOUT_MS = 60_000;

export interface ReplayJob {
  readonly name: string;
  readonly history: TemporalHistory;
}

/**
 * What the real replayer says of each history: undefined when it has nothing against it. `workflowsPath` is a module that
 * imports `@temporalio/workflow`; default: the programs beside this file.
 */
export async function replayForReal(
  jobs: readonly ReplayJob[],
  workflowsPath = join(__dirname, 'workflows.ts'),
): Promise<ReadonlyMap<string, string | undefined>> {
  const { stdout, stderr, error } = await runChild(JSON.stringify(jobs), workflowsPath);
  const lines = stdout.split('\n').filter((line) => line !== '');
  const answers = lines.map((line) => JSON.parse(line) as { name: string; error?: string });
  if (answers.length === jobs.length && !stderr.includes('panicked at')) {
    return new Map(answers.map(({ name, error: reason }) => [name, reason]));
  }
  const at = jobs[answers.length]?.name ?? 'its end';
  throw new Error(`The replayer stopped at '${at}': ${error?.message ?? ''}\n${stderr.slice(-4_000)}`);
}

function runChild(
  input: string,
  workflowsPath: string,
): Promise<{ stdout: string; stderr: string; error: Error | null }> {
  const script = join(__dirname, 'replay-child.mjs');
  return new Promise((resolve) => {
    const options = { timeout: TIMEOUT_MS, killSignal: 'SIGKILL', maxBuffer: 64 << 20 } as const;
    const child = execFile(process.execPath, [script, workflowsPath], options, (error, stdout, stderr) => {
      resolve({ stdout, stderr, error });
    });
    child.stdin?.end(input);
  });
}
