/** Type-checks a tree of scenarios with the compiler, as one TypeScript program in a process of its own. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { migratedFolder, sourcesFolder } from '../../scenarios/folders';

export const TREES = { before: sourcesFolder, after: migratedFolder } as const;
export type Tree = keyof typeof TREES;

/** What programs import besides the packages of the tree. */
const NEEDED = ['typescript', '@types/node'];
const TEMPORAL = ['activity', 'client', 'testing', 'worker', 'workflow'].map((name) => `@temporalio/${name}`);

export type TypeVerdict =
  | { readonly done: false; readonly reason: string }
  /** First error of each scenario by its id; `''` for files that all of them use. */
  | { readonly done: true; readonly errors: ReadonlyMap<string, string> };

/** Scenarios that are not run are nobody else's concern. */
const OF_A_SCENARIO = /^(samples|features)\//;

export async function checkTypes(tree: Tree, ids: readonly string[], signal: AbortSignal): Promise<TypeVerdict> {
  const require = createRequire(join(TREES[tree], 'program.js'));
  const missing = [...NEEDED, ...(tree === 'before' ? TEMPORAL : [])].filter((name) => !isInstalled(require, name));
  if (missing.length > 0) return { done: false, reason: `not installed: ${missing.join(', ')}` };
  const compiler = require.resolve('typescript/lib/tsc.js');
  const output = await run([compiler, '--project', '.', '--noEmit', '--pretty', 'false'], TREES[tree], signal);
  return { done: true, errors: errorsByScenario(output, ids) };
}

function isInstalled(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

function run(args: string[], cwd: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, signal, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}

/** Lines of the compiler look like `samples/hello-world/program.ts(3,1): error TS2322: ...`; others continue one. */
export function errorsByScenario(output: string, ids: readonly string[]): Map<string, string> {
  const errors = new Map<string, string>();
  for (const line of output.split('\n')) {
    if (!/\berror TS\d+:/.test(line)) continue;
    const path = line.replaceAll('\\', '/');
    const id = ids.find((candidate) => path.startsWith(`${candidate}/`)) ?? '';
    if (id === '' && OF_A_SCENARIO.test(path)) continue;
    if (!errors.has(id)) errors.set(id, line.trim());
  }
  return errors;
}
