import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../style/files';
import { oursOf, type PackageName, theirsOf } from './packages';

/** Names that one package exports, aliases followed to what they stand for. */
export type ExportTable = ReadonlyMap<string, ts.Symbol>;

export interface PackageTables {
  readonly theirs: ExportTable;
  readonly ours: ExportTable;
}

export interface Loaded {
  readonly checker: ts.TypeChecker;
  readonly tables: ReadonlyMap<string, PackageTables>;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
};

/** Where the declarations of a package and of its counterpart begin. */
export interface Pair {
  readonly name: string;
  readonly theirs: string;
  readonly ours: string;
}

export const pairOf = (name: PackageName): Pair => ({ name, theirs: entry(theirsOf(name)), ours: entry(oursOf(name)) });

/** The declarations of both sides in one program, so that their types can be compared. */
export function load(pairs: readonly Pair[]): Loaded {
  const program = ts.createProgram(
    pairs.flatMap(({ theirs, ours }) => [theirs, ours]),
    OPTIONS,
  );
  const checker = program.getTypeChecker();
  const table = (file: string) => exportTable(checker, program.getSourceFile(file));
  return {
    checker,
    tables: new Map(pairs.map(({ name, theirs, ours }) => [name, { theirs: table(theirs), ours: table(ours) }])),
  };
}

function entry(id: string): string {
  const { resolvedModule } = ts.resolveModuleName(id, join(root, 'tools', 'surface', 'main.ts'), OPTIONS, ts.sys);
  if (!resolvedModule) throw new Error(`${id} has no declarations: npm install, then npm run build`);
  return resolvedModule.resolvedFileName;
}

function exportTable(checker: ts.TypeChecker, source: ts.SourceFile | undefined): ExportTable {
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) return new Map();
  return new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, followed(checker, symbol)]));
}

function followed(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Whether a symbol exists at run time. */
export const isValue = (symbol: ts.Symbol): boolean => (symbol.flags & ts.SymbolFlags.Value) !== 0;
export const isType = (symbol: ts.Symbol): boolean => (symbol.flags & ts.SymbolFlags.Type) !== 0;
