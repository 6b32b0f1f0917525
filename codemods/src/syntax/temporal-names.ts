/** What an expression of a file means in terms of Temporal's packages: `c.Connection` is `Connection` of `client`. */
import { type SourceFile, ts } from 'ts-morph';
import type { ProjectFacts } from '../model/project-facts';
import { importsOf } from './imports';
import { collect } from './walk';

export interface TemporalNames {
  /** The name that the package exports, when the expression stands for an export of one of the packages. */
  readonly of: (node: ts.Node) => string | undefined;
}

/** Exports of these packages (`client`, `worker`) of `@temporalio` and `@perdure` in a file, also those that modules of the project pass on. */
export function temporalNames(
  ast: SourceFile,
  packages: readonly string[],
  { passedOn }: Pick<ProjectFacts, 'passedOn'>,
): TemporalNames {
  const named = new Map<string, string>();
  const namespaces = new Set<string>();
  for (const name of packages) {
    const imported = importsOf(ast, name, passedOn);
    for (const [exported, locals] of imported.named) for (const local of locals) named.set(local, exported);
    for (const local of imported.namespaces) namespaces.add(local);
  }
  for (const [exported, local] of destructured(ast, namespaces)) named.set(local, exported);
  return { of: (node) => nameOf(node, named, namespaces) };
}

/** `const { Worker: W } = worker`, where `worker` is a whole package. */
function destructured(ast: SourceFile, namespaces: ReadonlySet<string>): [exported: string, local: string][] {
  if (namespaces.size === 0) return [];
  return collect(ast.compilerNode, (node): [string, string][] | undefined => {
    if (!ts.isVariableDeclaration(node) || !ts.isObjectBindingPattern(node.name)) return undefined;
    if (!node.initializer || !ts.isIdentifier(node.initializer) || !namespaces.has(node.initializer.text))
      return undefined;
    return node.name.elements.map(({ propertyName, name }) => [(propertyName ?? name).getText(), name.getText()]);
  }).flat();
}

function nameOf(
  node: ts.Node,
  named: ReadonlyMap<string, string>,
  namespaces: ReadonlySet<string>,
): string | undefined {
  if (ts.isIdentifier(node)) return named.get(node.text);
  if (ts.isTypeReferenceNode(node)) return nameOf(node.typeName, named, namespaces);
  const [owner, member] = parts(node);
  return owner && ts.isIdentifier(owner) && namespaces.has(owner.text) ? member?.text : undefined;
}

function parts(node: ts.Node): [ts.Node, ts.MemberName] | [] {
  if (ts.isPropertyAccessExpression(node)) return [node.expression, node.name];
  return ts.isQualifiedName(node) ? [node.left, node.right] : [];
}
