/** What a file takes from a package of Temporal's or of ours, by import or by require. */
import { type SourceFile, ts } from 'ts-morph';
import type { NamesPassedOn, TemporalExport } from '../model/project-facts';
import { type ModuleSpecifier, moduleSpecifiers } from './module-specifiers';

export interface Imported {
  /** Local names by the name that the package exports: `import { Worker as W }` is `Worker -> ['W']`. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** Names that stand for the whole package: `import * as worker`, `const worker = require(...)`. */
  readonly namespaces: readonly string[];
}

/** `worker` of `@temporalio/worker`, `@perdure/worker` and of their deep imports; undefined for other modules. */
export function packageName(specifier: string): string | undefined {
  return /^@(?:temporalio|perdure)\/([^/]+)/.exec(specifier)?.[1];
}

/** Imports from `@temporalio/<name>` and `@perdure/<name>`, and from modules of the project that pass them on. */
export function importsOf(ast: SourceFile, name: string, passedOn: NamesPassedOn): Imported {
  const named = new Map<string, string[]>();
  const namespaces: string[] = [];
  const path = ast.getFilePath().slice(1);
  for (const specifier of moduleSpecifiers(ast, (value) => (packageName(value) ?? name) === name)) {
    if (specifier.form === 'string') continue;
    const isOwn = packageName(specifier.value) === undefined;
    const names = isOwn ? passedOn(path, specifier.value) : undefined;
    for (const { exported, local } of bindingsOf(specifier)) {
      for (const meant of names ? meantBy(names, name, exported) : [exported]) {
        if (meant === '*') namespaces.push(local);
        else named.set(meant, [...(named.get(meant) ?? []), local]);
      }
    }
  }
  return { named, namespaces };
}

/** What a name of a module of the project is in a package of Temporal's: nothing, an export of it, or all of it. */
function meantBy(names: ReadonlyMap<string, TemporalExport>, owner: string, name: string): string[] {
  const known = names.get(name);
  if (known !== undefined) return known.package === owner ? [known.exported] : [];
  const isWhole = name === '*' && [...names.values()].some((one) => one.package === owner);
  return isWhole || names.has(`* ${owner}`) ? [name] : [];
}

export interface Binding {
  /** The name in the package; `*` for all of it. */
  readonly exported: string;
  readonly local: string;
  readonly node: ts.Node;
}

/** The names that one module specifier brings into the file, and those that it passes on. */
export function bindingsOf({ node, form }: ModuleSpecifier): Binding[] {
  if (ts.isImportDeclaration(node)) return ofImportClause(node.importClause);
  if (ts.isExportDeclaration(node)) return ofExportClause(node.exportClause);
  if (ts.isImportEqualsDeclaration(node)) return [{ exported: '*', local: node.name.text, node }];
  if (form === 'require' || form === 'dynamic import') return ofVariable(node);
  return [];
}

function ofImportClause(clause: ts.ImportClause | undefined): Binding[] {
  const whole = clause?.name ? [{ exported: '*', local: clause.name.text, node: clause }] : [];
  const bindings = clause?.namedBindings;
  if (bindings === undefined) return whole;
  if (ts.isNamespaceImport(bindings)) return [...whole, { exported: '*', local: bindings.name.text, node: bindings }];
  return [...whole, ...bindings.elements.map(ofSpecifier)];
}

function ofExportClause(clause: ts.NamedExportBindings | undefined): Binding[] {
  return clause && ts.isNamedExports(clause) ? clause.elements.map(ofSpecifier) : [];
}

function ofSpecifier(node: ts.ImportSpecifier | ts.ExportSpecifier): Binding {
  return { exported: (node.propertyName ?? node.name).text, local: node.name.text, node };
}

/** `const { a: b } = require(...)`, `const x = await import(...)`, `require(...).a`. */
function ofVariable(call: ts.Node): Binding[] {
  const outer = ts.isAwaitExpression(call.parent) || ts.isParenthesizedExpression(call.parent) ? call.parent : call;
  if (outer !== call) return ofVariable(outer);
  const parent = call.parent;
  if (ts.isPropertyAccessExpression(parent)) {
    const local = ts.isVariableDeclaration(parent.parent) && parent.parent.name;
    const name = parent.name.text;
    return [{ exported: name, local: local && ts.isIdentifier(local) ? local.text : name, node: parent }];
  }
  if (!ts.isVariableDeclaration(parent)) return [];
  if (ts.isIdentifier(parent.name)) return [{ exported: '*', local: parent.name.text, node: parent }];
  return ts.isObjectBindingPattern(parent.name) ? parent.name.elements.flatMap(ofElement) : [];
}

function ofElement(node: ts.BindingElement): Binding[] {
  if (!ts.isIdentifier(node.name)) return [];
  const exported = node.propertyName && ts.isIdentifier(node.propertyName) ? node.propertyName.text : node.name.text;
  return [{ exported, local: node.name.text, node }];
}
