/** Replays exported histories with the migrated code. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Refused } from '../cli/exit-codes';
import type { Terminal } from '../cli/terminal';
import { runChild } from './child';
import type { ReplayInput, ReplayOutput } from './replay-child';

export interface Replay {
  readonly replayed: number;
  readonly failed: readonly { readonly path: string; readonly error: string }[];
}

export interface ReplayOptions {
  readonly histories: string;
  /** Modules with workflows, from the root. */
  readonly workflows: readonly string[];
  /** Folders with a package.json, from the root, in which @perdure/worker may be installed. */
  readonly packages: readonly string[];
  readonly optionsFile?: string;
}

export async function replayHistories(terminal: Terminal, root: string, options: ReplayOptions): Promise<Replay> {
  const histories = historiesIn(options.histories);
  const input: ReplayInput = {
    root,
    from: packageWithWorker(root, options.packages),
    workflows: options.workflows.map((path) => resolve(root, path)),
    optionsFile: options.optionsFile === undefined ? undefined : resolve(options.optionsFile),
    histories,
  };
  const results: ReplayOutput[] = [];
  const onLine = (line: string): void => {
    results.push(JSON.parse(line) as ReplayOutput);
    terminal.progress(`replaying ${results.length} of ${histories.length}`);
  };
  terminal.progress(`replaying ${histories.length} histories`);
  await runChild('replay-child', { cwd: input.from, input, onLine });
  terminal.progress('');
  const failed = results.flatMap(({ path, error }) => (error === undefined ? [] : [{ path, error }]));
  return { replayed: results.length, failed };
}

/** JSON files of a folder, with the workflow id: the one in the history, or else the name of the file. */
function historiesIn(folder: string): ReplayInput['histories'] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Refused(`${folder} is not a folder`);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .sort();
  if (paths.length === 0) throw new Refused(`${folder} holds no histories: export them as JSON files`);
  return paths.map((path) => ({ path: resolve(folder, path), workflowId: workflowIdOf(resolve(folder, path)) }));
}

interface Exported {
  readonly events?: readonly { readonly workflowExecutionStartedEventAttributes?: { readonly workflowId?: string } }[];
}

function workflowIdOf(path: string): string {
  try {
    const { events } = JSON.parse(readFileSync(path, 'utf8')) as Exported;
    return events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId ?? basename(path, '.json');
  } catch {
    throw new Refused(`${path} is no JSON: export histories as Temporal's JSON`);
  }
}

/** A folder from which @perdure/worker can be required: this one, or that of the alias package that stands for it. */
function workerFrom(folder: string): string | undefined {
  const modules = join(folder, 'node_modules');
  if (existsSync(join(modules, '@perdure', 'worker', 'package.json'))) return folder;
  const alias = join(modules, '@temporalio', 'worker', 'package.json');
  if (!existsSync(alias)) return undefined;
  const { name } = JSON.parse(readFileSync(alias, 'utf8')) as { name?: string };
  return name === '@perdure/alias-worker' ? dirname(realpathSync(alias)) : undefined;
}

function packageWithWorker(root: string, packages: readonly string[]): string {
  const folders = ['.', ...packages].map((folder) => join(root, folder));
  const found = folders.flatMap((folder) => workerFrom(folder) ?? [])[0];
  if (found === undefined) throw new Refused('@perdure/worker is not installed: install the new dependencies first');
  return found;
}
