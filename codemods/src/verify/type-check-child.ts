/** A process that type-checks the project with the project's own TypeScript, some of its files replaced in memory. */
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import type { ts as TypeScript } from 'ts-morph';
import { readInput } from './child';

export interface TypeCheckInput {
  readonly root: string;
  /** Paths of tsconfig.json files, from the root. */
  readonly configs: readonly string[];
  /** Texts that stand for what lies on the disk, by path from the root. */
  readonly overlay: Readonly<Record<string, string>>;
}

export interface TypeProblem {
  readonly path: string;
  readonly line: number;
  readonly code: number;
  readonly message: string;
}

/** One line of output each. */
export type TypeCheckOutput =
  | { readonly kind: 'typescript'; readonly version: string }
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'checked'; readonly config: string; readonly files: number }
  | ({ readonly kind: 'problem' } & TypeProblem);

type Ts = typeof TypeScript;

void main();

async function main(): Promise<void> {
  const input = await readInput<TypeCheckInput>();
  const ts = loadTypeScript(input.root);
  if (typeof ts === 'string') return say({ kind: 'none', reason: ts });
  say({ kind: 'typescript', version: ts.version });
  const seen = new Set<string>();
  for (const config of input.configs) checkConfig(ts, input, join(input.root, config), seen);
}

function say(output: TypeCheckOutput): void {
  process.stdout.write(`${JSON.stringify(output)}\n`);
}

/** The project's TypeScript, or why it cannot be used. */
function loadTypeScript(root: string): Ts | string {
  try {
    const ts = createRequire(join(root, 'package.json'))('typescript') as Ts;
    return typeof ts.createProgram === 'function'
      ? ts
      : `TypeScript ${ts.version} has no compiler API: run tsc by hand`;
  } catch {
    return 'the project has no TypeScript installed';
  }
}

/** A config and those it refers to, each once. */
function checkConfig(ts: Ts, input: TypeCheckInput, path: string, seen: Set<string>): void {
  if (seen.has(path)) return;
  seen.add(path);
  const parsed = ts.getParsedCommandLineOfConfigFile(
    path,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (!parsed) return report(ts, input, [], path);
  for (const reference of parsed.projectReferences ?? []) {
    checkConfig(ts, input, ts.resolveProjectReferencePath(reference), seen);
  }
  if (parsed.fileNames.length === 0) return;
  const options = { ...parsed.options, noEmit: true, composite: false, incremental: false, emitDeclarationOnly: false };
  const program = ts.createProgram({
    rootNames: parsed.fileNames,
    options,
    projectReferences: parsed.projectReferences,
    host: overlaidHost(ts, input, options),
    configFileParsingDiagnostics: parsed.errors,
  });
  report(ts, input, ts.getPreEmitDiagnostics(program), path);
  const files = program.getSourceFiles().filter(({ fileName }) => isOwn(input.root, fileName)).length;
  say({ kind: 'checked', config: relativePath(input.root, path), files });
}

/** A file of the project, and not of an installed package. */
function isOwn(root: string, path: string): boolean {
  return !relativePath(root, path).startsWith('../') && !path.includes('/node_modules/');
}

function overlaidHost(ts: Ts, { root, overlay }: TypeCheckInput, options: TypeScript.CompilerOptions) {
  const host: TypeScript.CompilerHost & { useSourceOfProjectReferenceRedirect?: () => boolean } = ts.createCompilerHost(
    options,
    true,
  );
  const texts = new Map(Object.entries(overlay).map(([path, text]) => [join(root, path).split(sep).join('/'), text]));
  const readFile = host.readFile.bind(host);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, target, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, target, ...rest) : ts.createSourceFile(path, text, target, true);
  };
  // Packages of a workspace that refer to one another are checked from their sources, which need no build.
  host.useSourceOfProjectReferenceRedirect = () => true;
  return host;
}

function report(ts: Ts, { root }: TypeCheckInput, diagnostics: readonly TypeScript.Diagnostic[], config: string): void {
  for (const { file, start, code, messageText } of diagnostics) {
    const path = relativePath(root, file?.fileName ?? config);
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 1;
    say({ kind: 'problem', path, line, code, message: ts.flattenDiagnosticMessageText(messageText, ' ') });
  }
}

function relativePath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
