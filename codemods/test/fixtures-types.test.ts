/**
 * What transforms write is checked by the compiler: fixtures before a transform against Temporal's packages, and after it, with
 * the scope of the imports changed, against ours. One program for all.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { analyse } from '../src/analyse/analyse';
import { runTransforms } from '../src/run/run-transforms';
import { importScope } from '../src/transforms/import-scope';

const TRANSFORMS = join(__dirname, '../src/transforms');
const AMBIENT = join(__dirname, 'support/foreign-modules.d.ts');

/** Those whose fixtures are whole programs of one file. */
const CHECKED = [
  'connection',
  'hotmesh',
  'nest',
  'raw-service',
  'telemetry',
  'test-environment',
  'webpack-hooks',
  'worker-options',
];

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  allowJs: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  esModuleInterop: true,
  experimentalDecorators: true,
  skipLibCheck: true,
  types: ['node'],
};

it('fixtures type-check: before against Temporal, after against Perdure', { timeout: 60_000 }, () => {
  const files = new Map(CHECKED.flatMap(casesOf).flatMap(programsOf));
  expect(files.size).toBeGreaterThan(10);
  expect(problemsOf(files)).toEqual([]);
});

function casesOf(transform: string): string[] {
  const folder = join(TRANSFORMS, transform, 'fixtures');
  return readdirSync(folder).map((name) => join(folder, name));
}

/** Sources of a case as they are, and as they are when it is done, each under the path of its own. */
function programsOf(folder: string): [string, string][] {
  const before = readSources(join(folder, 'before'));
  const after = new Map([...before, ...readSources(join(folder, 'after'))]);
  const { files } = runTransforms(after, [importScope], analyse(after));
  const at =
    (place: string) =>
    (entry: [string, string]): [string, string] => [join(folder, place, entry[0]), entry[1]];
  // The types of HotMesh are not here.
  const checked = [...before].filter(([, text]) => !text.includes('@hotmeshio/'));
  return [...checked.map(at('before')), ...[...files].map(at('after'))];
}

function readSources(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name));
  return new Map(
    paths.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), readFileSync(path, 'utf8')];
    }),
  );
}

function problemsOf(files: ReadonlyMap<string, string>): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const program = ts.createProgram([...files.keys(), AMBIENT], OPTIONS, {
    ...host,
    fileExists: (path) => files.has(path) || host.fileExists(path),
    readFile: (path) => files.get(path) ?? host.readFile(path),
    getSourceFile: (path, options) => {
      const text = files.get(path);
      return text === undefined ? host.getSourceFile(path, options) : ts.createSourceFile(path, text, options, true);
    },
  });
  const own = program.getSourceFiles().filter(({ fileName }) => files.has(fileName));
  const diagnostics = own.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  return diagnostics.map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${relative(TRANSFORMS, file?.fileName ?? '')}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
