/** Type-checks a project before and after the migration, and compares. */
import { posix } from 'node:path';
import type { ProjectFacts } from '../model/project-facts';
import type { Project } from '../project/project';
import { runChild } from './child';
import type { TypeCheckInput, TypeCheckOutput, TypeProblem } from './type-check-child';

export interface TypeCheck {
  /** Version of the project's TypeScript. */
  readonly typescript?: string;
  /** Why nothing was checked, or why the result means nothing. */
  readonly unchecked?: string;
  readonly files: number;
  readonly problems: readonly TypeProblem[];
}

/** The tsconfig.json of every package. */
export function configsOf(project: Project, { packages }: ProjectFacts): string[] {
  const folders = new Set(['.', ...packages]);
  return project.paths.filter((path) => posix.basename(path) === 'tsconfig.json' && folders.has(posix.dirname(path)));
}

/** Checks the project; `scope` is the one whose packages must be installed for the result to mean something. */
export async function typeCheck(input: TypeCheckInput, scope: '@temporalio' | '@perdure'): Promise<TypeCheck> {
  if (input.configs.length === 0) return { unchecked: 'there is no tsconfig.json', files: 0, problems: [] };
  // A file that several packages of a workspace import is checked with each of them.
  const problems = new Map<string, TypeProblem>();
  let [typescript, unchecked, files]: [string?, string?, number?] = [];
  const onLine = (line: string): void => {
    const output = JSON.parse(line) as TypeCheckOutput;
    if (output.kind === 'typescript') typescript = output.version;
    else if (output.kind === 'none') unchecked = output.reason;
    else if (output.kind === 'checked') files = (files ?? 0) + output.files;
    else problems.set(line, { path: output.path, line: output.line, code: output.code, message: output.message });
  };
  await runChild('type-check-child', { cwd: input.root, input, onLine });
  const found = [...problems.values()];
  return { typescript, unchecked: unchecked ?? missingPackages(found, scope), files: files ?? 0, problems: found };
}

const CANNOT_FIND_MODULE = new Set([2307, 7016, 2792]);

function missingPackages(problems: readonly TypeProblem[], scope: string): string | undefined {
  const name = new RegExp(`'(${scope}/[a-z-]+)`);
  const missing = problems.flatMap(
    ({ code, message }) => (CANNOT_FIND_MODULE.has(code) && name.exec(message)?.[1]) || [],
  );
  const names = [...new Set(missing)].filter((one) => one !== '@temporalio/common').sort();
  return names.length === 0 ? undefined : `not installed: ${names.join(', ')}`;
}

/** What is there after and was not there before. Lines may have moved; names of packages have changed. */
export function newProblems(before: readonly TypeProblem[], after: readonly TypeProblem[]): TypeProblem[] {
  const known = new Map<string, number>();
  for (const problem of before) known.set(keyOf(problem), (known.get(keyOf(problem)) ?? 0) + 1);
  return after.filter((problem) => {
    const count = known.get(keyOf(problem)) ?? 0;
    known.set(keyOf(problem), count - 1);
    return count <= 0;
  });
}

function keyOf({ path, code, message }: TypeProblem): string {
  const renamed = message.replace(/@(temporalio|perdure)\//g, '@/').replace(/"[^"]*\/node_modules\/[^"]*"/g, '""');
  return JSON.stringify([path, code, renamed]);
}
