import { ts } from 'ts-morph';
import type { ParseFile } from '../run/asts';
import { fileKind } from '../run/file-kind';
import type { Files } from '../run/run-transforms';
import type { ResolveModule } from './resolve-module';

/**
 * The files behind a module name: the file itself, and those behind what it passes on (`export ... from`), unless they only pass on. With `exported`, only what leads to that name.
 */
export function followReexports(
  files: Files,
  parse: ParseFile,
  resolve: ResolveModule,
  from: string,
  name: string,
  exported?: string,
): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const follow = (path: string | undefined, wanted: string | undefined): void => {
    const text = path === undefined ? undefined : files.get(path);
    if (path === undefined || text === undefined || seen.has(path) || fileKind(path) !== 'code') return;
    seen.add(path);
    const { statements } = parse(path, text).compilerNode;
    const next = statements.flatMap((statement) => passedOnBy(statement, statements, wanted));
    if (seen.size === 1 || holdsOwn(statements, wanted, next)) found.add(path);
    for (const one of next) follow(resolve(path, one.name), one.wanted);
  };
  follow(resolve(from, name), exported);
  return found;
}

interface PassedOn {
  readonly name: string;
  readonly wanted?: string | undefined;
  /** The statement says by name that the wanted thing is elsewhere. */
  readonly sure: boolean;
}

/** Whether a file holds something itself, and not only what others wrote. */
function holdsOwn(statements: readonly ts.Statement[], wanted: string | undefined, next: readonly PassedOn[]): boolean {
  if (wanted !== undefined && next.some(({ sure }) => sure)) return false;
  const own = statements.some((statement) => !ts.isExportDeclaration(statement) && !ts.isImportDeclaration(statement));
  return own || next.length === 0;
}

function passedOnBy(statement: ts.Statement, all: readonly ts.Statement[], wanted: string | undefined): PassedOn[] {
  if (!ts.isExportDeclaration(statement)) return [];
  const name = statement.moduleSpecifier && textOf(statement.moduleSpecifier);
  const clause = statement.exportClause;
  if (clause === undefined) return name === undefined ? [] : [{ name, wanted, sure: false }];
  if (!ts.isNamedExports(clause)) {
    return name === undefined || (wanted ?? clause.name.text) !== clause.name.text ? [] : [{ name, sure: true }];
  }
  const chosen = clause.elements.filter((element) => wanted === undefined || element.name.text === wanted);
  return chosen.flatMap((element) => {
    const original = (element.propertyName ?? element.name).text;
    return name === undefined ? imported(all, original) : [{ name, wanted: original, sure: true }];
  });
}

/** `import { a } from './a'; export { a };` */
function imported(all: readonly ts.Statement[], local: string): PassedOn[] {
  return all.flatMap((statement) => {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    const name = ts.isImportDeclaration(statement) ? textOf(statement.moduleSpecifier) : undefined;
    if (bindings === undefined || name === undefined) return [];
    if (ts.isNamespaceImport(bindings)) return bindings.name.text === local ? [{ name, sure: true }] : [];
    const element = bindings.elements.find((one) => one.name.text === local);
    return element ? [{ name, wanted: (element.propertyName ?? element.name).text, sure: true }] : [];
  });
}

function textOf(node: ts.Expression): string | undefined {
  return ts.isStringLiteral(node) ? node.text : undefined;
}
