/** Looks at the whole project once, before any transform: what kind of project it is, and what its files are for. */
import { posix } from 'node:path';
import { parse } from 'jsonc-parser';
import { ts } from 'ts-morph';
import { type Origin, ORIGINS, type PackageManager, type ProjectFacts } from '../model/project-facts';
import { parser, type ParseFile } from '../run/asts';
import { fileKind } from '../run/file-kind';
import type { Files } from '../run/run-transforms';
import { namesPassedOn } from './passed-on';
import { rolesOf } from './roles';

export interface AnalyseOptions {
  /** Default: all. */
  readonly origins?: readonly Origin[];
  readonly redisUrl?: string;
  readonly version?: string;
  /** Shared with the transforms, so that no file is parsed twice. */
  readonly parse?: ParseFile;
  /** Paths of all files, those too whose text is not in `files`. */
  readonly paths?: Iterable<string>;
}

export function analyse(files: Files, options: AnalyseOptions = {}): ProjectFacts {
  const paths = new Set(options.paths ?? files.keys());
  const packages = packageFolders(paths);
  const parseFile = options.parse ?? parser();
  return {
    origins: options.origins ?? ORIGINS,
    packageManager: packageManagerOf(files, paths),
    packages,
    roles: rolesOf(files, parseFile),
    imports: importsByPackage(files, packages),
    passedOn: namesPassedOn(files, parseFile),
    redisUrl: options.redisUrl ?? 'redis://localhost:6379',
    version: options.version ?? '^0.1.0',
  };
}

function packageFolders(paths: ReadonlySet<string>): string[] {
  const folders = [...paths]
    .filter((path) => posix.basename(path) === 'package.json')
    .map((path) => posix.dirname(path));
  return [...new Set(['.', ...folders.sort()])].filter((folder) => (folder === '.' ? paths.has('package.json') : true));
}

const BY_FILE: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['.yarnrc.yml', 'yarn'],
  ['package-lock.json', 'npm'],
];

function packageManagerOf(files: Files, paths: ReadonlySet<string>): PackageManager {
  const manifest = parse(files.get('package.json') ?? '') as { packageManager?: unknown } | undefined;
  const field = manifest?.packageManager;
  const named = typeof field === 'string' ? /^(npm|pnpm|yarn)@/.exec(field)?.[1] : undefined;
  return (named as PackageManager | undefined) ?? BY_FILE.find(([file]) => paths.has(file))?.[1] ?? 'npm';
}

function importsByPackage(files: Files, packages: readonly string[]): Map<string, ReadonlySet<string>> {
  const imports = new Map(packages.map((folder) => [folder, new Set<string>()]));
  const deepestFirst = [...packages].sort((a, b) => b.length - a.length);
  for (const [path, text] of files) {
    if (fileKind(path) !== 'code') continue;
    const owner = deepestFirst.find((folder) => folder === '.' || path.startsWith(`${folder}/`));
    for (const name of importedPackages(text)) imports.get(owner ?? '.')?.add(name);
  }
  return imports;
}

/** Packages that a file imports or requires, found without parsing it. */
function importedPackages(text: string): string[] {
  if (!/temporalio|perdure|hotmesh/.test(text)) return [];
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
  const mocked = [...text.matchAll(/['"`](@(?:temporalio|perdure|hotmeshio)\/[a-z-]+)/g)].map(
    (match) => match[1] ?? '',
  );
  const names = [...importedFiles, ...typeReferenceDirectives].map(({ fileName }) => fileName);
  return [...names.filter((name) => !name.startsWith('.')).map(packageOf), ...mocked];
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
