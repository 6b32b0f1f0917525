/** Every place of a file where a string names a module, in whatever form. */
import { type SourceFile, ts } from 'ts-morph';
import { formOfCall } from './module-calls';

export type SpecifierForm =
  | 'import'
  | 'import type'
  | 'export'
  | 'import equals'
  | 'dynamic import'
  | 'require'
  | 'resolve'
  | 'mock'
  | 'import type expression'
  | 'declare module'
  | 'reference'
  | 'module list'
  | 'string';

export interface ModuleSpecifier {
  readonly form: SpecifierForm;
  /** The name of the module: `@temporalio/client/lib/errors`. */
  readonly value: string;
  /** Where the name stands, without its quotes. */
  readonly start: number;
  readonly end: number;
  /** What holds it: the import declaration, the call. */
  readonly node: ts.Node;
}

/** Properties whose strings are names of modules. */
const MODULE_LISTS = new Set([
  'workflowInterceptorModules',
  'workflowModules',
  'workflowsPath',
  'payloadConverterPath',
  'failureConverterPath',
  'ignoreModules',
  'preloadModules',
  'external',
  'externals',
  'serverExternalPackages',
  'serverComponentsExternalPackages',
  'transpilePackages',
]);

/**
 * Module names of a file that `wanted` accepts, in order. Strings of which nobody can say whether they name a module have the form
 * `string`.
 */
export function moduleSpecifiers(ast: SourceFile, wanted: (name: string) => boolean): ModuleSpecifier[] {
  const file = ast.compilerNode;
  const found = new Map<number, ModuleSpecifier>();
  for (const { fileName, pos, end } of file.typeReferenceDirectives) {
    if (wanted(fileName)) found.set(pos, { form: 'reference', value: fileName, start: pos, end, node: file });
  }
  visit(file, (node) => {
    if (!ts.isStringLiteralLike(node) || !wanted(node.text)) return;
    const start = node.getStart(file) + 1;
    const holder = holderOf(node);
    found.set(start, { form: formOf(node, holder), value: node.text, start, end: node.getEnd() - 1, node: holder });
  });
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** Visits all nodes, those of JSDoc comments too. */
function visit(node: ts.Node, each: (node: ts.Node) => void): void {
  each(node);
  for (const doc of (node as { jsDoc?: readonly ts.Node[] }).jsDoc ?? []) visit(doc, each);
  ts.forEachChild(node, (child) => visit(child, each));
}

function holderOf(literal: ts.Node): ts.Node {
  const parent = literal.parent;
  const wrapped = ts.isLiteralTypeNode(parent) || ts.isExternalModuleReference(parent) || isWrapper(parent);
  return wrapped ? holderOf(parent) : parent;
}

function isWrapper(node: ts.Node): boolean {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node);
}

function formOf(literal: ts.StringLiteralLike, holder: ts.Node): SpecifierForm {
  if (ts.isImportDeclaration(holder) || ts.isJSDocImportTag(holder)) {
    return holder.importClause?.isTypeOnly || ts.isJSDocImportTag(holder) ? 'import type' : 'import';
  }
  if (ts.isExportDeclaration(holder)) return 'export';
  if (ts.isImportEqualsDeclaration(holder)) return 'import equals';
  if (ts.isImportTypeNode(holder)) return 'import type expression';
  if (ts.isModuleDeclaration(holder)) return 'declare module';
  if (ts.isCallExpression(holder) && holder.arguments[0] === outermost(literal, holder)) return formOfCall(holder);
  if (isMockedKey(literal)) return 'mock';
  return isInModuleList(literal) ? 'module list' : 'string';
}

/** `proxyquire('./a', { '@temporalio/client': ... })`. */
function isMockedKey(literal: ts.Node): boolean {
  const call = ts.isPropertyAssignment(literal.parent) ? literal.parent.parent.parent : undefined;
  return call !== undefined && ts.isCallExpression(call) && formOfCall(call) === 'mock';
}

function outermost(node: ts.Node, holder: ts.Node): ts.Node {
  return node.parent === holder ? node : outermost(node.parent, holder);
}

function isInModuleList(literal: ts.Node): boolean {
  for (let node = literal.parent; !ts.isStatement(node); node = node.parent) {
    if (ts.isPropertyAssignment(node) && MODULE_LISTS.has(nameOf(node.name))) return true;
    if (ts.isFunctionLike(node) || ts.isSourceFile(node)) return false;
  }
  return false;
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : '';
}
