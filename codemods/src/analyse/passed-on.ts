/** What modules of the project pass on of Temporal's packages, so that a use of it is seen behind a package of the project's own. */
import { ts } from 'ts-morph';
import type { NamesPassedOn, TemporalExport } from '../model/project-facts';
import type { ParseFile } from '../run/asts';
import { fileKind } from '../run/file-kind';
import type { Files } from '../run/run-transforms';
import { packageName } from '../syntax/imports';
import { moduleResolver } from './resolve-module';

type Names = Map<string, TemporalExport>;

/** Each file is read once, when it is first asked for. */
export function namesPassedOn(files: Files, parse: ParseFile): NamesPassedOn {
  const resolve = moduleResolver(files);
  const known = new Map<string, Names>();

  const behind = (from: string, name: string): ReadonlyMap<string, TemporalExport> => {
    const path = resolve(from, name);
    return path === undefined ? new Map() : ofFile(path);
  };

  function ofFile(path: string): Names {
    const before = known.get(path);
    if (before) return before;
    const names: Names = new Map();
    known.set(path, names);
    const text = files.get(path) ?? '';
    if (fileKind(path) !== 'code' || !/\bexport\b/.test(text)) return names;
    const { statements } = parse(path, text).compilerNode;
    const imported = new Map(statements.flatMap((statement) => importedBy(statement, (name) => behind(path, name))));
    for (const statement of statements) {
      for (const [exported, meant] of passedOnBy(statement, imported, (name) => behind(path, name))) {
        names.set(exported, meant);
      }
    }
    return names;
  }
  return behind;
}

type Behind = (name: string) => ReadonlyMap<string, TemporalExport>;
type Entry = [name: string, meant: TemporalExport];

/** Local names of a file, by its import declarations. */
function importedBy(statement: ts.Statement, behind: Behind): Entry[] {
  if (!ts.isImportDeclaration(statement)) return [];
  const { text: name } = statement.moduleSpecifier as ts.StringLiteral;
  const bindings = statement.importClause?.namedBindings;
  if (bindings === undefined) return [];
  if (ts.isNamespaceImport(bindings)) return whole(name, bindings.name.text);
  return bindings.elements.flatMap((element) => one(name, element, behind));
}

function passedOnBy(statement: ts.Statement, imported: ReadonlyMap<string, TemporalExport>, behind: Behind): Entry[] {
  if (!ts.isExportDeclaration(statement)) return [];
  const clause = statement.exportClause;
  const name = (statement.moduleSpecifier as ts.StringLiteral | undefined)?.text;
  if (name === undefined) {
    const elements = clause && ts.isNamedExports(clause) ? clause.elements : [];
    return elements.flatMap((element) => entry(element.name.text, imported.get(originalOf(element))));
  }
  if (clause === undefined) return [...whole(name, '*'), ...behind(name)];
  if (!ts.isNamedExports(clause)) return whole(name, clause.name.text);
  return clause.elements.flatMap((element) => one(name, element, behind));
}

/** All of a package under one name; `*` for `export * from`. */
function whole(name: string, local: string): Entry[] {
  const owner = packageName(name);
  return owner === undefined ? [] : [[local === '*' ? `* ${owner}` : local, { package: owner, exported: '*' }]];
}

function one(name: string, element: ts.ImportSpecifier | ts.ExportSpecifier, behind: Behind): Entry[] {
  const owner = packageName(name);
  const exported = originalOf(element);
  return entry(element.name.text, owner === undefined ? behind(name).get(exported) : { package: owner, exported });
}

function entry(name: string, meant: TemporalExport | undefined): Entry[] {
  return meant === undefined ? [] : [[name, meant]];
}

function originalOf({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (propertyName ?? name).text;
}
