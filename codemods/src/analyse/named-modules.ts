/** Files of the project that a file names as workflows or activities: in worker options, in `proxyActivities<typeof ...>`. */
import { type SourceFile, ts } from 'ts-morph';
import type { FileRole } from '../model/project-facts';
import { bindingsOf } from '../syntax/imports';
import { moduleSpecifiers } from '../syntax/module-specifiers';

export interface NamedModule {
  readonly role: FileRole;
  /** As the file spells it: `./workflows`. */
  readonly name: string;
  /** The export that is meant; all of them without it. */
  readonly exported?: string;
  /** Named by `workflowsPath`: what a worker bundles. */
  readonly entry?: boolean;
}

const PROXIES = new Set(['proxyActivities', 'proxyLocalActivities', 'ActivityInterfaceFor']);

/** Properties that hold functions of another file. */
const FUNCTION_OPTIONS: ReadonlyMap<string, FileRole> = new Map([
  ['activities', 'activity'],
  ['workflow', 'workflow'],
  ['workflows', 'workflow'],
]);

type Imports = ReadonlyMap<string, { readonly name: string; readonly exported?: string }>;

export function namedModules(ast: SourceFile): NamedModule[] {
  const imports = importsOfProject(ast);
  const found: NamedModule[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...namedBy(node, imports));
    ts.forEachChild(node, visit);
  };
  visit(ast.compilerNode);
  return found;
}

function namedBy(node: ts.Node, imports: Imports): NamedModule[] {
  if (ts.isCallExpression(node) || ts.isTypeReferenceNode(node)) {
    const called = ts.isCallExpression(node) ? node.expression : node.typeName;
    if (!PROXIES.has(lastName(called))) return [];
    return (node.typeArguments ?? []).flatMap((type) => behind(type, imports, 'activity'));
  }
  if (ts.isShorthandPropertyAssignment(node)) return ofOption(node.name.text, node.name, imports);
  return ts.isPropertyAssignment(node) ? ofOption(node.name.getText(), node.initializer, imports) : [];
}

function ofOption(option: string, value: ts.Expression, imports: Imports): NamedModule[] {
  if (option === 'workflowsPath') return pathIn(value).map((name) => ({ role: 'workflow', name, entry: true }));
  const role = FUNCTION_OPTIONS.get(option);
  return role === undefined ? [] : behind(value, imports, role);
}

/** The files behind the names in an expression or type; bodies of functions are not looked into. */
function behind(node: ts.Node, imports: Imports, role: FileRole): NamedModule[] {
  if (ts.isFunctionLike(node) && !ts.isFunctionTypeNode(node)) return [];
  if (ts.isImportTypeNode(node) || isRequire(node)) return literalsIn(node).map((name) => ({ role, name }));
  const imported = ts.isIdentifier(node) ? imports.get(node.text) : undefined;
  const found: NamedModule[] = imported ? [{ role, ...imported }] : [];
  ts.forEachChild(node, (child) => void found.push(...behind(child, imports, role)));
  return found;
}

/** `require.resolve('./workflows')`, `path.join(__dirname, 'workflows')`, `new URL('./workflows.js', import.meta.url)`. */
function pathIn(value: ts.Expression): string[] {
  const parts = literalsIn(value);
  if (parts.length === 0) return [];
  const path = parts.join('/').replace(/^\/+/, '');
  return [path.startsWith('.') || (isRequire(value) && !path.startsWith('.')) ? path : `./${path}`];
}

function literalsIn(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return node.templateSpans.map((span) => span.literal.text).filter((text) => text !== '');
  const found: string[] = [];
  ts.forEachChild(node, (child) => void found.push(...literalsIn(child)));
  return found;
}

function isRequire(node: ts.Node): boolean {
  return ts.isCallExpression(node) && /^(await\s+)?(require|import)\b/.test(node.expression.getText());
}

function lastName(node: ts.Node): string {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isQualifiedName(node)) return node.right.text;
  return ts.isIdentifier(node) ? node.text : '';
}

function importsOfProject(ast: SourceFile): Imports {
  const imports = new Map<string, { name: string; exported?: string }>();
  for (const specifier of moduleSpecifiers(ast, (name) => !name.startsWith('@temporalio/'))) {
    if (specifier.form === 'string' || ts.isExportDeclaration(specifier.node)) continue;
    for (const { exported, local } of bindingsOf(specifier)) {
      imports.set(local, { name: specifier.value, ...(exported === '*' ? {} : { exported }) });
    }
  }
  return imports;
}
