import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { workflowsPath } from './scene';

const TIMEOUT_MS = 80_000;
const script = fileURLToPath(new URL('./replay-child.mjs', import.meta.url));

export interface ReplayJob {
  readonly name: string;
  /** Temporal's JSON. */
  readonly history: unknown;
}

/** What the published replayer says of each history: undefined when it has nothing against it. */
export async function replayForReal(jobs: readonly ReplayJob[]): Promise<ReadonlyMap<string, string | undefined>> {
  const { stdout, stderr, error } = await runChild(JSON.stringify(jobs));
  const lines = stdout.split('\n').filter((line) => line !== '');
  const answers = lines.map((line) => JSON.parse(line) as { name: string; error?: string });
  if (answers.length === jobs.length && !stderr.includes('panicked at')) {
    return new Map(answers.map(({ name, error: reason }) => [name, reason]));
  }
  const at = jobs[answers.length]?.name ?? 'its end';
  throw new Error(`The replayer stopped at '${at}': ${error?.message ?? ''}\n${stderr.slice(-4_000)}`);
}

function runChild(input: string): Promise<{ stdout: string; stderr: string; error: Error | null }> {
  return new Promise((resolve) => {
    const options = { timeout: TIMEOUT_MS, killSignal: 'SIGKILL', maxBuffer: 64 << 20 } as const;
    const child = execFile(process.execPath, [script, workflowsPath], options, (error, stdout, stderr) => {
      resolve({ stdout, stderr, error });
    });
    child.stdin?.end(input);
  });
}
